/** What the steps of a test are called, and what they say. `open` is the name of a step that was not run. */
export const steps = {
  step: {
    address: {
      good: 'The address answers over a safe connection',
      bad: 'The address does not answer over a safe connection',
      open: 'Address',
    },
    discovery: {
      good: 'The discovery document is complete',
      bad: 'The discovery document cannot be used',
      open: 'Discovery document',
    },
    keys: { good: 'The keys are published', bad: 'The keys cannot be read', open: 'Published keys' },
    pkce: { good: 'The provider announces PKCE', bad: 'The provider does not announce PKCE', open: 'PKCE' },
    client: {
      good: 'The provider accepts our client ID and secret',
      bad: 'Client ID and secret are not confirmed',
      open: 'Client ID and secret',
    },
    login: {
      good: 'The test login came back with a code',
      bad: 'The test login did not come back with a code',
      open: 'Test login',
    },
    exchange: {
      good: 'The code was exchanged for tokens',
      bad: 'The code could not be exchanged for tokens',
      open: 'Code exchanged for tokens',
    },
    signature: {
      good: 'The ID token is signed by the provider',
      bad: 'The signature of the ID token cannot be checked',
      open: 'Signature of the ID token',
    },
    token: {
      good: 'The ID token is for us and for this login',
      bad: 'The ID token is not good',
      open: 'ID token',
    },
    userinfo: {
      good: 'Userinfo is about the same person',
      bad: 'Userinfo cannot be used',
      open: 'Userinfo',
    },
    email: {
      good: 'The claims give an email address',
      bad: 'The claims give no email address that can be used',
      open: 'Email address',
    },
    name: { good: 'The claims give a name', bad: 'The claims give no name', open: 'Name' },
    account: {
      good: 'What would happen to the account',
      bad: 'This person would not come in',
      open: 'What would happen to the account',
    },
    rules: { good: 'Rules for claims', bad: 'Rules for claims', open: 'Rules for claims' },
    logout: {
      good: 'Logout fits what the provider offers',
      bad: 'The provider does not offer a logout that is switched on',
      open: 'Logout at the provider',
    },
  },
  note: {
    plain: 'It is reached by http, without encryption. That is for tests only: real logins need https.',
    kids_one: '{{count}} key: {{kids}}',
    kids_other: '{{count}} keys: {{kids}}',
    pkce: 'We use it anyway, which is safe with nearly all software. If the login stops after the form of the provider, its software is too old for it: tell the people who run it.',
    pkcePlain:
      'It lists other methods than S256, which we always use. If the login stops after the form of the provider, ask the people who run it for S256.',
    client: {
      accepted: 'Asked for tokens with a made-up code, it refused the code only (invalid_grant).',
      refused: 'Asked for tokens with a made-up code, it refused us before it looked at the code ({{error}}).',
      unclear:
        'Asked for tokens with a made-up code, it answered {{error}}, which does not say whether the secret is right. The login does.',
      careless: 'It gave tokens for a made-up code, so it does not check codes. Tell the people who run it.',
      none: 'There is no secret: PKCE alone protects the login.',
    },
    accountsOff:
      'Customer accounts are switched off, so nobody can log in. Switch them on in the settings of customer accounts, then test again.',
    noUserinfo: 'The provider was not asked for more: everything it says stands in the ID token.',
    signedWith: 'Signed with the key {{kid}}.',
    unknownKey:
      'The token names the key {{kid}}, but the list of keys has only {{kids}}. The provider changed its key and did not publish the new one.',
    badSignature:
      'The token names the key {{kid}}, which is published, but the signature was not made with it. The published keys are: {{kids}}.',
    emailVerified: 'The provider says that it has confirmed the address.',
    emailTrusted: 'The provider says nothing about whether it has confirmed the address. Your settings trust it.',
    email: {
      silent: 'The provider does not say whether it has confirmed the address: {{claim}} is missing.',
      unverified: 'The provider says that it has not confirmed the address ({{claim}}).',
    },
    emailConfirmed: 'Somebody new has to confirm it with a mail of ours first.',
    emailAsked: 'Somebody new is asked for an address, and confirms it with a mail of ours.',
    nameUnset: 'No claim is set for any part of the name. Customers have to type it themselves.',
    nameMissing: 'None of the claims that are set for the name came. Customers have to type it themselves.',
    nameParts: 'Not sent: {{claims}}.',
    inactive: 'The provider is not active yet: customers do not see its button.',
    noRules: 'There are none.',
    rules_one: '{{count}} of {{total}} rules holds.',
    rules_other: '{{count}} of {{total}} rules hold.',
    logoutUnused: 'None is switched on: a logout here leaves people logged in there.',
    logout: {
      rp_initiated: 'A logout here can end the session there.',
      back_channel: 'Logouts there can end sessions here, from server to server.',
      front_channel: 'Logouts there can end the session of the browser here.',
    },
    logoutMissing: {
      rp_initiated: 'It names no end_session_endpoint: a logout here cannot end the session there.',
      back_channel: 'It does not announce back-channel logout: logouts there do not end sessions here.',
      front_channel:
        'It does not announce front-channel logout: logouts there do not end the session of the browser here.',
    },
  },
  account: {
    known: 'This person is known: they would be logged in to their account.',
    linked: 'An account with this email address would be linked and opened, without a question.',
    created: 'A new account would be made.',
    prove:
      'An account with this email address exists. The person would have to prove that it is theirs, then it would be linked.',
    confirm_email: 'The person would have to confirm the email address with a mail of ours first.',
    ask_email: 'The person would be asked for an email address first.',
  },
  check: {
    answer: {
      state: 'State is the one that was sent',
      issuer: 'The answer comes from the provider that was asked',
      error: 'The provider did not refuse',
      code: 'The answer holds a code',
    },
    id_token: {
      type: 'It is an ID token',
      algorithm: 'Its method of signing is accepted',
      signature: 'It is signed with a published key',
      iss: 'Issuer (iss)',
      aud: 'Made for this client (aud)',
      azp: 'Made for this client (azp)',
      exp: 'Not over yet (exp)',
      iat: 'Made before now (iat)',
      nbf: 'Valid already (nbf)',
      nonce: 'Made for this login (nonce)',
      sub: 'Names the person (sub)',
      at_hash: 'Fits the access token (at_hash)',
      c_hash: 'Fits the code (c_hash)',
      auth_time: 'The login is recent (auth_time)',
    },
    userinfo: {
      sub: 'The same person as in the ID token (sub)',
      audience: 'Made for this client (aud)',
    },
  },
  found: {
    good: '{{label}}: {{found}}',
    bad: '{{label}}: expected {{expected}}, found {{found}}',
    badAlone: '{{label}}: found {{found}}',
  },
} as const
