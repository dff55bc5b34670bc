/** Why a request was refused, and what to do: one entry for each rule of the protocol. `expected` and `sent` are values of the request. */
export const rules = {
  client_id_missing: {
    why: 'The app did not say who it is: client_id is missing.',
    fix: 'Enter the client ID from the page of the SSO client in the settings of the app.',
  },
  client_id_repeated: {
    why: 'The app sent client_id more than once.',
    fix: 'Correct the app: client_id belongs into the address once. A fixed query in the configured authorization address often is the reason.',
  },
  client_id_unknown: {
    why: 'There is no SSO client with the client ID that the app sent ({{sent}}).',
    fix: 'Copy the client ID from the page of the SSO client into the settings of the app. If the client was deleted, create a new one.',
  },
  client_id_differs: {
    why: 'The app sent two different client IDs, one in the Authorization header ({{expected}}) and one in the form ({{sent}}).',
    fix: 'Correct the app so that it sends one client ID, or the same one in both places.',
  },
  client_unknown: {
    why: 'The app named a client ID that does not exist here.',
    fix: 'Copy the client ID from the page of the SSO client into the settings of the app. Check that the app uses the issuer of this organizer.',
  },
  client_inactive: {
    why: 'The SSO client is switched off.',
    fix: 'Switch it on again on its page if its app may log people in.',
  },
  client_is_public: {
    why: 'The app sent a secret, but the SSO client is public and has none.',
    fix: 'Remove the secret from the settings of the app, or make the client confidential and enter its new secret.',
  },
  client_secret_wrong: {
    why: 'The client secret is wrong.',
    fix: 'Copy the secret into the app again. If nobody has it any more, generate a new one on the page of the SSO client. Secrets that hold special characters must not be shortened or changed by the app.',
  },
  client_secret_missing: {
    why: 'The SSO client is confidential, but the app sent no secret.',
    fix: 'Enter the client secret in the settings of the app. An app that cannot keep a secret, such as one on a phone, needs a public client.',
  },
  client_methods_mixed: {
    why: 'The app proved who it is in several ways at once ({{sent}}).',
    fix: 'Choose one method in the settings of the app: the one that the page of the SSO client names.',
  },
  client_basic_malformed: {
    why: 'The Authorization header of the app cannot be read.',
    fix: 'Correct the app: client ID and secret are percent-encoded, joined by a colon and encoded in base64. RFC 6749, section 2.3.1.',
  },
  client_method_differs: {
    why: 'The app proved who it is with {{sent}}; the SSO client is registered for {{expected}}.',
    fix: 'Choose the same method in the settings of the app and on the page of the SSO client.',
  },
  client_method_high_security: {
    why: 'High security accepts only apps that sign with a key of their own (private_key_jwt); the app used {{sent}}.',
    fix: 'Set the app to private_key_jwt and register its public keys, or switch high security off for this client.',
  },
  client_keys_unavailable: {
    why: 'The public keys of the app could not be fetched from {{expected}}: {{sent}}.',
    fix: 'Make the address answer with a JWK set over https, or enter the keys themselves on the page of the SSO client.',
  },
  client_assertion_type: {
    why: 'client_assertion_type is not the one for signed assertions.',
    fix: 'Correct the app: it has to send {{expected}}.',
  },
  client_assertion_malformed: {
    why: 'The signed assertion of the app cannot be read.',
    fix: 'Correct the app: client_assertion is a JWT whose sub is the client ID.',
  },
  client_assertion_signature: {
    why: 'The assertion is not signed with a registered key of the app, or not with one of {{expected}}.',
    fix: 'Register the public key that the app signs with, with its kid, or let the app use the key that is registered. The connection test shows which keys are known.',
  },
  client_assertion_typ: {
    why: 'The header of the assertion names a typ that is not for assertions.',
    fix: 'Correct the app: typ is JWT or client-authentication+jwt, or left out.',
  },
  client_assertion_iss: {
    why: 'iss of the assertion is not the client ID.',
    fix: 'Correct the app: iss and sub of the assertion are {{expected}}.',
  },
  client_assertion_sub: {
    why: 'sub of the assertion is not the client ID.',
    fix: 'Correct the app: iss and sub of the assertion are {{expected}}.',
  },
  client_assertion_aud: {
    why: 'The assertion is addressed to somebody else: its aud is {{sent}}.',
    fix: 'Set aud in the app to {{expected}}. The issuer with and without a custom domain are two different ones.',
  },
  client_assertion_exp: {
    why: 'The assertion has no exp, or lives for longer than an hour.',
    fix: 'Correct the app: assertions live for a few minutes.',
  },
  client_assertion_expired: {
    why: 'The assertion of the app has expired.',
    fix: 'Set the clock of the server on which the app runs, and let the app sign a new assertion for each request.',
  },
  client_assertion_early: {
    why: 'The assertion of the app is not valid yet.',
    fix: 'Set the clock of the server on which the app runs: it is ahead.',
  },
  client_assertion_jti: {
    why: 'The assertion has no jti.',
    fix: 'Correct the app: each assertion has a jti of its own.',
  },
  client_assertion_replayed: {
    why: 'The assertion was used before.',
    fix: 'Correct the app: each request needs a new assertion with a jti of its own.',
  },
  parameter_missing: {
    why: 'The parameter {{expected}} is missing.',
    fix: 'Correct the app so that it sends {{expected}} in the form body.',
  },
  parameter_repeated: {
    why: 'A parameter was sent more than once: {{sent}}.',
    fix: 'Correct the app. Often an address in its settings holds a query that already has the parameter.',
  },
  parameter_too_long: {
    why: 'A parameter is too long: {{sent}}.',
    fix: 'Shorten what the app sends. An app that keeps data in state keeps it on its own side instead.',
  },
  grant_type_unsupported: {
    why: 'The app asked for the grant type {{sent}}, which does not exist here.',
    fix: 'Set the app to one of: {{expected}}. Passwords of customers are never given to apps.',
  },
  grant_type_not_registered: {
    why: 'The app asked for the grant type {{sent}}, which its SSO client does not have ({{expected}}).',
    fix: 'Allow the client what it needs: refresh tokens need the scope offline_access, codes a response type with code.',
  },
  code_unknown: {
    why: 'The code is not known, or was given to another client.',
    fix: 'Check that the app sends code and client ID of the same login, and to the issuer from which it got the code.',
  },
  code_replayed: {
    why: 'The code was used a second time. The tokens that came from it were ended.',
    fix: 'Correct the app: a code is good for one request. Reloading the page after the login, or two servers that answer the same redirect, are common reasons. If it is neither, the code was stolen.',
  },
  code_revoked: {
    why: 'The login behind this code was ended: the person logged out, was disabled or withdrew the app.',
    fix: 'Nothing is to be done. The app sends the person to the login again.',
  },
  code_expired: {
    why: 'The code came too late.',
    fix: 'Let the app exchange the code at once. It lives for about a minute.',
  },
  redirect_uri_not_of_code: {
    why: 'The app exchanged the code with another redirect URI than it asked with.',
    fix: 'Send the same redirect_uri to the token endpoint as in the authorization request, character by character.',
  },
  code_verifier_malformed: {
    why: 'code_verifier has the wrong form ({{sent}}).',
    fix: 'Correct the app: a verifier has 43 to 128 of the characters A-Z a-z 0-9 - . _ ~.',
  },
  code_verifier_missing: {
    why: 'The app began with PKCE and sent no code_verifier.',
    fix: 'Let the app keep the verifier from the beginning of the login to its end and send it with the code.',
  },
  code_verifier_unexpected: {
    why: 'The app sent a code_verifier although it began without PKCE.',
    fix: 'Let the app send code_challenge and code_challenge_method=S256 when the login begins.',
  },
  code_verifier_differs: {
    why: 'code_verifier does not fit the code_challenge.',
    fix: 'Let the app keep one verifier for each login; two tabs must not share one. The challenge is the SHA-256 of the verifier in base64url without “=”.',
  },
  person_refused: {
    why: 'The person may not log in any more: the account was disabled or deleted.',
    fix: 'Look at the customer in the back office if that was not meant to be.',
  },
  refresh_unknown: {
    why: 'The refresh token is not known, or belongs to another client.',
    fix: 'Let the app send the person to the login again. Check that it keeps the newest refresh token only.',
  },
  refresh_reused: {
    why: 'A refresh token was used a second time. All tokens of this login were ended.',
    fix: 'Let the app keep the new refresh token of each answer and use the old one no more. Two servers that refresh at the same time need a lock. If it is neither, the token was stolen.',
  },
  refresh_revoked: {
    why: 'The login behind this refresh token was ended.',
    fix: 'Nothing is to be done. The app sends the person to the login again.',
  },
  refresh_expired: {
    why: 'The refresh token has expired.',
    fix: 'The app sends the person to the login again. How long refresh tokens live stands on the page of the SSO client.',
  },
  refresh_scope_wider: {
    why: 'The app asked for more scopes ({{sent}}) than the login was given ({{expected}}).',
    fix: 'Let the app ask for these scopes when the login begins, or leave scope out when it refreshes.',
  },
  dpop_key_differs: {
    why: 'The token or code is bound to another key than the app proved.',
    fix: 'Let the app use one DPoP key from the authorization request to the last call.',
  },
  dpop_proof: {
    why: 'The DPoP proof is wrong.',
    fix: 'The answer to the app says what is wrong with it. htm and htu are method and address of this very request, iat is the present time.',
  },
  dpop_proof_missing: {
    why: 'The request needs a DPoP proof and has none.',
    fix: 'Switch DPoP on in the app, or switch it off on the page of the SSO client.',
  },
  dpop_proof_replayed: {
    why: 'The DPoP proof was used before.',
    fix: 'Correct the app: each request needs a proof with a jti of its own, repeated requests too.',
  },
  dpop_jkt_form: {
    why: 'dpop_jkt is not a thumbprint of a key.',
    fix: 'Correct the app: it is the SHA-256 thumbprint of RFC 7638, 43 characters.',
  },
  dpop_jkt_differs: {
    why: 'dpop_jkt is another key than the one that the pushed request proved.',
    fix: 'Let the app use one DPoP key for the whole login.',
  },
  dpop_front_token: {
    why: 'The app asked for a token through the browser, which cannot be bound to a key.',
    fix: 'Let the app ask for response_type=code.',
  },
  access_token_missing: {
    why: 'The request had no access token.',
    fix: 'Let the app send “Authorization: Bearer …”. A proxy in front of the app or of this server may remove the header.',
  },
  access_token_malformed: {
    why: 'The access token was sent twice or cannot be read.',
    fix: 'Correct the app: one token, in the header or in the form body. An ID token is no access token.',
  },
  access_token_dead: {
    why: 'The access token has expired or was ended.',
    fix: 'The app refreshes its token or sends the person to the login again. How long tokens live stands on the page of the SSO client.',
  },
  access_token_scope: {
    why: 'The access token does not have the scope {{expected}}.',
    fix: 'Let the app ask for the scope {{expected}} when the login begins, and allow it on the page of the SSO client.',
  },
  access_token_is_bound: {
    why: 'The access token is bound to a key and was sent without a proof.',
    fix: 'Let the app send “Authorization: DPoP …” with a proof of its key.',
  },
  access_token_is_bearer: {
    why: 'The access token is bound to no key but was sent with the scheme DPoP.',
    fix: 'Let the app send “Authorization: Bearer …”, or prove its key when it gets the token.',
  },
  introspection_public: {
    why: 'A public client asked about a token.',
    fix: 'Only confidential clients may. Create one for the service that has to check tokens.',
  },
  redirect_uri_differs: {
    why: 'The redirect URI is not registered for this client.',
    fix: 'Register exactly this redirect URI on the page of the SSO client, if it is an address of the app: {{sent}}. Otherwise set the app to the registered one.',
  },
  redirect_uri_missing: {
    why: 'The app named no redirect URI.',
    fix: 'Enter the redirect URI in the settings of the app, for example {{expected}}.',
  },
  redirect_uri_repeated: {
    why: 'The app sent redirect_uri more than once.',
    fix: 'Correct the app: redirect_uri belongs into the address once.',
  },
  response_type: {
    why: 'The response type {{sent}} does not exist.',
    fix: 'Set the app to {{expected}}.',
  },
  response_type_missing: {
    why: 'response_type is missing.',
    fix: 'Correct the app: it has to send {{expected}}.',
  },
  response_type_code_only: {
    why: 'High security allows response_type=code only; the app asked for {{sent}}.',
    fix: 'Set the app to the authorization code flow.',
  },
  response_type_not_registered: {
    why: 'The app asked for the response type {{sent}}; its SSO client has {{expected}}.',
    fix: 'Set the app to the authorization code flow, or allow the response type on the page of the SSO client.',
  },
  response_mode: {
    why: 'The response mode {{sent}} does not exist.',
    fix: 'Set the app to one of {{expected}}, or leave response_mode out.',
  },
  response_mode_query: {
    why: 'The app wants tokens in the query of an address, where logs would keep them.',
    fix: 'Set the response mode of the app to {{expected}}.',
  },
  response_mode_query_only: {
    why: 'High security allows response_mode=query only; the app asked for {{sent}}.',
    fix: 'Leave response_mode out in the app.',
  },
  scope_missing: {
    why: 'The app asked for no scope.',
    fix: 'Set the scope of the app to openid, and profile or email if it needs them.',
  },
  scope_openid: {
    why: 'The scope openid is missing ({{sent}}), or the client is not allowed it.',
    fix: 'Add openid to the scopes of the app. Its SSO client may ask for: {{expected}}.',
  },
  nonce_missing: {
    why: 'nonce is missing, which this flow needs.',
    fix: 'Correct the app: it sends a random nonce and compares it with the one in the ID token.',
  },
  nonce_characters: {
    why: 'nonce holds characters that cannot be shown.',
    fix: 'Correct the app: a nonce of letters and digits is enough.',
  },
  code_challenge_missing: {
    why: 'The app sent code_challenge_method without code_challenge.',
    fix: 'Correct the app: PKCE needs both.',
  },
  pkce_required: {
    why: 'This client needs PKCE, and the app sent no code_challenge.',
    fix: 'Switch PKCE on in the app (S256). If a confidential app cannot do it, switch “PKCE required” off on the page of the SSO client.',
  },
  code_challenge_method: {
    why: 'The app used PKCE with the method {{sent}}; only {{expected}} is safe.',
    fix: 'Set the app to S256.',
  },
  code_challenge_form: {
    why: 'code_challenge has the wrong form ({{sent}}).',
    fix: 'Correct the app: the challenge is the SHA-256 of the verifier in base64url without “=”, 43 characters.',
  },
  prompt_unknown: {
    why: 'prompt has a word that does not exist: {{sent}}.',
    fix: 'Set the app to one of: {{expected}}.',
  },
  prompt_none: {
    why: 'prompt=none was combined with other words: {{sent}}.',
    fix: 'Correct the app: none stands alone.',
  },
  max_age: {
    why: 'max_age is no number of seconds: {{sent}}.',
    fix: 'Correct the app: a whole number of seconds, for example 3600.',
  },
  claims_form: {
    why: 'The parameter claims cannot be read.',
    fix: 'Correct the app: it is a JSON object as in OpenID Connect Core, section 5.5.',
  },
  claims_userinfo: {
    why: 'claims asks for userinfo, but the response type gives no access token.',
    fix: 'Let the app ask for these claims in the ID token, or use response_type=code.',
  },
  acr_essential: {
    why: 'The app insists on a kind of login ({{expected}}) that this person does not have ({{sent}}).',
    fix: 'The person switches on the second factor of their account, or the app asks for the class without insisting on it.',
  },
  id_token_hint: {
    why: 'id_token_hint is no ID token of this client.',
    fix: 'Let the app send the last ID token that it got from this very issuer, or none.',
  },
  login_required: {
    why: 'The app asked whether somebody is logged in, without a login page, and nobody is.',
    fix: 'Nothing is wrong. The app leaves prompt=none out when the person wants to log in.',
  },
  other_subject: {
    why: 'Another person is logged in than the one whom the app named.',
    fix: 'The person logs in with the account that the app knows, or starts the login again in the app.',
  },
  consent_required: {
    why: 'The app asked without any page, but the person has to agree first.',
    fix: 'The app leaves prompt=none out once. For an app that you trust, set its consent to “never”.',
  },
  consent_denied: {
    why: 'The person did not allow the app to get their data.',
    fix: 'Nothing is wrong. The person can start again and agree.',
  },
  registration_parameter: {
    why: 'The app sent the parameter registration, which is for other kinds of providers.',
    fix: 'Leave it out in the app; its settings are on the page of the SSO client.',
  },
  request_twice: {
    why: 'The app sent request and request_uri at once.',
    fix: 'Correct the app: one of them.',
  },
  request_object_claims: {
    why: 'The request object holds a wrong value ({{sent}}).',
    fix: 'Correct the app. Expected: {{expected}}.',
  },
  request_object_signature: {
    why: 'The signature of the request object cannot be checked: {{sent}}.',
    fix: 'Register the public key that the app signs with on the page of the SSO client.',
  },
  request_object_required: {
    why: 'This client has to sign its requests, and the app did not.',
    fix: 'Let the app send {{expected}}, or switch signed requests off on the page of the SSO client.',
  },
  request_unsigned: {
    why: 'The request object is not signed.',
    fix: 'Let the app sign it with one of {{expected}}.',
  },
  request_encrypted: {
    why: 'The request object is encrypted, which is not supported.',
    fix: 'Let the app sign it with one of {{expected}} and not encrypt it.',
  },
  request_uri_not_registered: {
    why: 'request_uri is not registered for this client: {{sent}}.',
    fix: 'Register exactly this request URI on the page of the SSO client, if it is an address of the app.',
  },
  request_uri_unreachable: {
    why: 'The address request_uri does not answer with a request object: {{sent}}.',
    fix: 'Make the address answer over https with a signed request object.',
  },
  request_uri_unavailable: {
    why: 'The address request_uri ({{expected}}) did not answer with a request object: {{sent}}.',
    fix: 'Make the address answer over https with a signed request object.',
  },
  request_uri_repeated: {
    why: 'The app sent request_uri more than once.',
    fix: 'Correct the app: request_uri belongs into the address once.',
  },
  request_uri_unknown: {
    why: 'There is no pushed request by this request_uri.',
    fix: 'Let the app push its request again right before it sends the person here.',
  },
  request_uri_of_other_client: {
    why: 'request_uri belongs to the pushed request of another client.',
    fix: 'Correct the app: client_id and request_uri belong together.',
  },
  request_uri_expired: {
    why: 'The pushed request has expired.',
    fix: 'Let the app push its request right before it sends the person here; it lives for a minute.',
  },
  request_uri_used: {
    why: 'The pushed request was used before.',
    fix: 'Let the app push a new request for each login. Going back in the browser to an old address has this effect, too.',
  },
  pushed_request_required: {
    why: 'This client has to push its requests ahead (PAR), and the app did not.',
    fix: 'Switch PAR on in the app, or switch “pushed requests required” off on the page of the SSO client.',
  },
  pushed_request_uri: {
    why: 'The app pushed a request_uri, which is what it gets back.',
    fix: 'Correct the app: the parameters themselves are pushed.',
  },
  pushed_client_id: {
    why: 'The app pushed a request in the name of {{sent}}, but proved to be {{expected}}.',
    fix: 'Correct the app: both are the same client ID.',
  },
  logout_hint_invalid: {
    why: 'The logout named an ID token that is none of this issuer.',
    fix: 'Let the app send the last ID token that it got from this very issuer, or none.',
  },
  logout_client_missing: {
    why: 'The logout named an address to return to, but no app.',
    fix: 'Let the app send id_token_hint, or client_id.',
  },
  logout_client_differs: {
    why: 'The logout named one client, and the ID token of another one.',
    fix: 'Correct the app: client_id and id_token_hint belong together.',
  },
  post_logout_redirect_uri_differs: {
    why: 'The address to return to after the logout is not registered for this client.',
    fix: 'Register exactly this address as a post-logout redirect URI on the page of the SSO client, if it is one of the app: {{sent}}.',
  },
  registration_token: {
    why: 'The app registered itself with a token that is missing, wrong, used up or expired.',
    fix: 'Create a registration token under “App registration” and give it to those who run the app.',
  },
  registration_metadata: {
    why: 'The app registered itself with a setting that is not possible: {{sent}}.',
    fix: 'What was wrong with it stands in what the app was told. Correct the settings of the app.',
  },
  unknown: {
    why: 'The request breaks a rule of the protocol: {{description}}',
    fix: 'Correct the app or its settings. The connection test on the page of the SSO client shows what works.',
  },
} as const
