export const doors = {
  nothing:
    '“{{name}}” did not log you in: the way back was used already, is too old, or began in another browser. Try again.',
  usedAgain: 'You are logged in. The way back from “{{name}}” was used already or is too old.',
  otherPerson: 'You are logged in as {{name}}. Log out before you log in as somebody else.',
  provedOther: 'That was another person’s login. You are logged in as {{name}}: prove that it is you.',
  gone: 'The way in which you logged in is not offered any more. Log in in another way, or ask an administrator of this installation.',
  resting: 'does not answer',
  cookies:
    'Your browser sends no cookies, and nobody can log in without them. Allow cookies for this site and try again.',
  onward: {
    title: 'One moment',
    text: 'Your browser goes on to {{host}}. If nothing happens, continue here.',
    submit: 'Continue',
  },
  again: 'Try again',
  forgot: 'Forgot password?',
  register: 'Create account',
  noTries: 'Wait for a few minutes before the next try.',
  triesLeft_one: 'After one more try you have to wait for a few minutes.',
  triesLeft_other: 'After {{count}} more tries you have to wait for a few minutes.',
} as const
