/** The security page of the account, its password and its addresses. */
export const accountSecurity = {
  page: {
    title: 'Security',
    login: 'How you log in',
    secondStep: 'Second step',
  },
  device: {
    both: '{{browser}} on {{system}}',
    unknown: 'Unknown device',
  },
  password: {
    row: 'Password',
    none: 'You have no password here.',
    isSet: 'Set',
    setOn: 'Last changed {{day}}',
    change: 'Change',
    set: 'Set',
  },
  email: {
    row: 'Email address',
    change: 'Change',
  },
  sessions: {
    title: 'Where you are logged in',
    thisDevice: 'This device',
    lastUsed: 'Since {{since}}, last used {{used}}, network {{network}}',
    endOne: 'Log out',
    endOthers: 'Log out everywhere else',
    endAll: 'Log out everywhere, here too',
    ended: 'That device is logged out.',
    othersEnded_zero: 'There was no other device to log out.',
    othersEnded_one: '{{count}} other device is logged out.',
    othersEnded_other: '{{count}} other devices are logged out.',
    allEnded: 'You are logged out on all devices.',
  },
  unfamiliar: {
    title: 'New login from {{device}}',
    text: '{{when}}, network {{network}}. Was it you?',
    yes: 'Yes, that was me',
    no: 'No, lock my account now',
    confirmed: 'Good. All logins until now count as yours.',
  },
  signIns: {
    latest: 'Your last logins',
    title: 'Your logins',
    text: 'Logins and attempts, newest first. An attempt that failed had the right address, not the right proof.',
    all: 'All logins',
    back: 'Back to Security',
    none: 'Nobody has logged in yet.',
    method: {
      pwd: 'Logged in with the password',
      otp: 'Logged in with a code by email',
      pop: 'Logged in with a passkey',
      other: 'Logged in',
    },
    failed: {
      wrong_password: 'Attempt failed: wrong password',
      disabled: 'Attempt failed: the account was disabled',
      unverified: 'Attempt failed: the account was not activated',
      other: 'Attempt failed',
    },
  },
} as const
