export const singleLogout = {
  confirm: {
    title: 'Log out of {{organizer}}?',
    text: 'You are logged in as {{person}}.',
    textApp: '{{app}} asks to log you out. You are logged in as {{person}}.',
    reaches: 'This logs you out of {{apps}}, too.',
    submit: 'Log out',
    cancel: 'Stay logged in',
  },
  done: {
    title: 'You are logged out',
    text: 'Nobody is logged in to {{organizer}} with this browser.',
    toShop: 'To {{organizer}}',
    logIn: 'Log in again',
  },
  apps: {
    title: 'You are being logged out of your apps',
    text: 'You are logged out of {{organizer}}. These apps are being told and log you out, too.',
    frame: 'Logout of {{app}}',
    goOn: 'Continue',
  },
  problem: {
    title: 'You will not be sent back to the app',
    hint_invalid:
      'The app sent an ID token (id_token_hint) that {{organizer}} did not issue. If this happens again, tell the operator of the app.',
    client_missing:
      'The app did not say which app it is, so you cannot be sent to {{uri}}. Tell the operator of the app to send id_token_hint or client_id.',
    client_unknown:
      'The app that sent you here is not known to {{organizer}}, or is switched off, so you cannot be sent to {{uri}}.',
    client_differs:
      'The app sent an ID token (id_token_hint) that was issued to another app than client_id says. Tell the operator of the app.',
    return_unknown:
      '{{name}} wants to send you to an address that is not registered for it. Tell the operator of the app to register this post-logout redirect URI: {{uri}}',
  },
  reference: 'Reference: {{code}}',
  theApp: 'The app',
  bad: {
    twice:
      'The app sent the parameter {{name}} more than once, so it is not clear what it wants. Go back to the app, or log out in your account.',
    tooLong: 'The app sent a parameter that is too long: {{name}}. Go back to the app, or log out in your account.',
  },
  deliveries: {
    title: 'Logout messages',
    text: 'What this app was told when somebody logged out, the latest first.',
    empty: 'No message was sent yet. One is sent when somebody who used this app logs out.',
    caption: 'Logout messages, the latest first',
    created: 'When',
    outcome: 'Outcome',
    recipient: 'Address',
    sent: 'Delivered',
    pending: 'Waiting',
    retried: 'Tried again from {{when}}',
    dead: 'Given up',
    discarded: 'Discarded',
    attempts_one: '{{count}} failed attempt',
    attempts_other: '{{count}} failed attempts',
  },
} as const
