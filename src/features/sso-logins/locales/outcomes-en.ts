import type { SsoOutcome } from '../types.ts'

/** What became of a login, and what whoever runs the connection can do. */
export const outcomes = {
  logged_in: { why: 'Logged in', fix: 'Nothing has to be done.' },
  tested: { why: 'Test of the connection', fix: 'Nothing has to be done.' },
  unreachable: {
    why: 'The provider did not answer.',
    fix: 'Look whether its servers run, and whether they can be reached from this server.',
  },
  refused_by_guard: {
    why: 'The provider has an address that this server may not call.',
    fix: 'Private addresses and plain http have to be allowed by whoever runs this server, with FOYER_OUTGOING_ALLOW.',
  },
  timeout: {
    why: 'The provider took too long to answer.',
    fix: 'If this happens often, tell the people who run the provider. Whoever tried can try again.',
  },
  too_large: {
    why: 'The provider’s answer was too long to be read.',
    fix: 'Ask the people who run the provider to send fewer claims, for example not all groups of a person.',
  },
  bad_status: {
    why: 'The provider answered with an error.',
    fix: 'Check the issuer. If it is right, the people who run the provider find the reason in their log.',
  },
  not_json: {
    why: 'The provider answered with a page where data was expected.',
    fix: 'Check the issuer: often it lacks a part of the path, such as the name of the realm.',
  },
  issuer_mismatch: {
    why: 'The provider gives itself another name than the issuer that is set here.',
    fix: 'Set the issuer to exactly what the provider says, with or without the slash at the end.',
  },
  endpoint_missing: {
    why: 'The provider does not say where logins or tokens are.',
    fix: 'Check the issuer. The provider has to offer OpenID Connect with discovery.',
  },
  keys_missing: {
    why: 'The provider publishes no keys to check its signatures with.',
    fix: 'Ask the people who run the provider for keys that sign with RS256, ES256 or another public method.',
  },
  code_not_supported: {
    why: 'The provider does not offer logins with a code.',
    fix: 'Ask the people who run the provider to allow the authorization code flow.',
  },
  response_mode_not_supported: {
    why: 'The provider does not offer the way in which answers shall come back.',
    fix: 'Choose another response mode.',
  },
  grant_type_not_supported: {
    why: 'The provider does not exchange codes for tokens.',
    fix: 'Ask the people who run the provider to allow the grant type authorization_code.',
  },
  scope_without_openid: { why: 'The scope lacks openid.', fix: 'Add openid to the scope.' },
  auth_method_not_supported: {
    why: 'The provider does not accept the way in which we prove ourselves.',
    fix: 'Choose another authentication method.',
  },
  algorithm_not_supported: {
    why: 'The provider signs with a method that is not accepted.',
    fix: 'Ask the people who run the provider to sign ID tokens with RS256, PS256, ES256 or EdDSA.',
  },
  option_missing: { why: 'Something that this connection needs is not set.', fix: 'Complete the settings.' },
  denied: {
    why: 'The login was cancelled or refused at the provider.',
    fix: 'Usually the person pressed “Cancel”. If it happens to everybody, the provider does not let its people use this shop.',
  },
  login_required: {
    why: 'The person was not logged in at the provider, and was not to be asked.',
    fix: 'Nothing has to be done: an app asked without showing a page.',
  },
  interaction_required: {
    why: 'The provider had to ask the person something, and was not to.',
    fix: 'Nothing has to be done: an app asked without showing a page.',
  },
  unmet_acr: {
    why: 'The provider could not log the person in as strongly as an app asked for.',
    fix: 'Compare what the app asks for (acr_values) with what the provider offers.',
  },
  provider_error: {
    why: 'The provider refused the login with an error of its own.',
    fix: 'Its words are below. Usual reasons: the return address is not registered there, the client ID or the scope is wrong, or an extra parameter is not known there.',
  },
  provider_busy: {
    why: 'The provider said that it cannot log anybody in at the moment.',
    fix: 'Wait. If it lasts, tell the people who run the provider.',
  },
  wrong_issuer: {
    why: 'The answer came from another provider than the one that was asked.',
    fix: 'If it happens once, somebody may have tried to mix up two logins. If it happens to everybody, set the issuer to what the provider says.',
  },
  bad_response: {
    why: 'The provider’s answer was incomplete.',
    fix: 'Try again. If it happens to everybody, the people who run the provider find the reason in their log.',
  },
  client_refused: {
    why: 'The provider does not accept our client ID or our secret.',
    fix: 'Enter the client secret again: it may have been renewed or have expired there. Check the client ID and the authentication method too.',
  },
  code_refused: {
    why: 'The provider did not accept the code that it had given.',
    fix: 'Once: the person took too long or went back. Always: compare the return address that is registered there with the one on the page of the provider.',
  },
  token_error: {
    why: 'The provider refused to hand out tokens.',
    fix: 'Its words are below. The people who run the provider find the reason in their log.',
  },
  no_id_token: {
    why: 'The provider sent no ID token.',
    fix: 'The scope has to contain openid, and the client has to be set up for OpenID Connect there.',
  },
  bad_signature: {
    why: 'The signature of the ID token was not made with a key of the provider.',
    fix: 'Somebody may stand between the provider and this server. If it happens to everybody, the provider publishes other keys than those that it signs with.',
  },
  unknown_key: {
    why: 'The ID token was signed with a key that the provider does not publish.',
    fix: 'Shortly after a change of keys this passes by itself. Otherwise the provider has to publish the key.',
  },
  wrong_audience: {
    why: 'The ID token was made for another client.',
    fix: 'Check the client ID.',
  },
  wrong_nonce: {
    why: 'The ID token belongs to another login.',
    fix: 'Once: nothing has to be done. Always: the provider does not send back the nonce, or a cache stands in between.',
  },
  expired: {
    why: 'The ID token had ended already.',
    fix: 'Compare the clocks of this server and of the provider.',
  },
  not_yet: {
    why: 'The ID token was from the future.',
    fix: 'Compare the clocks of this server and of the provider.',
  },
  claim_missing: {
    why: 'The ID token lacked something that every ID token has to hold.',
    fix: 'The people who run the provider have to complete it; what was missing is below.',
  },
  bad_token: {
    why: 'The ID token could not be used.',
    fix: 'What is wrong is below. The people who run the provider have to mend it.',
  },
  not_fresh: {
    why: 'The provider did not prove that the person has just logged in.',
    fix: 'The provider has to send auth_time, and to heed max_age and prompt=login.',
  },
  userinfo_failed: {
    why: 'More about the person could not be read from the provider.',
    fix: 'If the ID token holds all claims, choose “ID token” for where claims come from.',
  },
  wrong_subject: {
    why: 'The provider’s two answers were about different people.',
    fix: 'Nobody was logged in. The people who run the provider have to mend it: ID token and userinfo have to hold the same sub.',
  },
  subject_missing: {
    why: 'The claim that is set as user ID was missing.',
    fix: 'Choose a claim for the user ID that the provider sends for everybody and never changes, such as sub.',
  },
  email_missing: {
    why: 'The provider sent no email address.',
    fix: 'Ask for the scope email, and check the claim that the address is taken from.',
  },
  email_invalid: {
    why: 'What the provider sent as email address is none.',
    fix: 'Check the claim that the address is taken from.',
  },
  email_unverified: {
    why: 'The provider did not say that it has confirmed the email address.',
    fix: 'The provider has to send email_verified, or choose that addresses of this provider are trusted or confirmed by our own mail.',
  },
  customer_disabled: {
    why: 'The account of this person is disabled here.',
    fix: 'Enable the customer, if they may log in again.',
  },
  provider_disabled: {
    why: 'The provider was switched off.',
    fix: 'Switch its button on.',
  },
  no_account: {
    why: 'This person has no account here, and this provider makes none.',
    fix: 'Link their account, or let the provider make accounts.',
  },
  linked_elsewhere: {
    why: 'This person at the provider belongs to another account already.',
    fix: 'Take the login off the other account first, or merge both accounts.',
  },
  email_taken: {
    why: 'Another account has the email address that the provider sent.',
    fix: 'The person logs in to that account as before, and connects the provider on the page “Security”. Or you let people prove their account instead.',
  },
  attempt_unknown: {
    why: 'Somebody came back with a login that was never begun here.',
    fix: 'Nothing has to be done, unless it happens often: then the return address at the provider may belong to another shop.',
  },
  attempt_expired: {
    why: 'Somebody came back after more than 15 minutes.',
    fix: 'Nothing has to be done. Whoever tried can try again.',
  },
  attempt_used: {
    why: 'Somebody came back twice with the same login.',
    fix: 'Nothing has to be done: the person pressed “Back” or reloaded the page.',
  },
  other_browser: {
    why: 'A login came back in another browser than it was begun in.',
    fix: 'Once: a link was opened in another browser, or somebody tried to slip in a login. Often: the browser does not keep our cookies.',
  },
} as const satisfies Record<SsoOutcome, { why: string; fix: string }>
