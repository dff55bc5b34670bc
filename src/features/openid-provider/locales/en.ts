export const openidProvider = {
  page: {
    client_missing:
      'The app sent you here without saying which app it is: client_id is missing. Go back to the app and tell its operator.',
    client_unknown:
      'The app that sent you here is not known to {{organizer}}: its client_id is not registered. Tell the operator of the app.',
    client_inactive: '{{name}} is switched off at {{organizer}} and cannot be used for now.',
    redirect_uri_missing:
      '{{name}} did not say where to return after the login: redirect_uri is missing. Tell the operator of the app.',
    redirect_uri_unknown:
      '{{name}} wants to return to an address that is not registered for it, so you were not sent there. Tell the operator of the app to register this redirect URI: {{uri}}',
    request_uri_unknown: 'The request of {{name}} has expired or was used before. Go back to the app and start again.',
    parameter_repeated:
      'The app sent client_id or redirect_uri more than once, so it is not clear what it wants. Tell the operator of the app.',
    form: 'The app sent a request that is not a form. Tell the operator of the app.',
    too_long: 'The request of the app is too long to be answered. Tell the operator of the app.',
  },
  theApp: 'The app',
  personal: {
    title: 'Connected apps',
    goes_one: 'The connection with one app',
    goes_other: 'The connections with {{count}} apps',
  },
  onward: {
    title: 'Back to the app',
    text: 'Your browser takes the answer to {{host}}. If nothing happens, continue here.',
    submit: 'Continue',
  },
} as const
