export const staffReauth = {
  title: 'Is it still you?',
  idle: 'You were away for more than three hours. Prove who you are, and go on where you left off.',
  sensitive: 'What comes next affects how people log in. It needs a login from the last few minutes.',
  person: 'Logged in as',
  submit: 'Continue',
  or: 'or',
  passkey: 'Use a passkey',
  somebodyElse: 'Log in as somebody else',
  wrong: 'What you typed does not prove that you are {{name}}. Check it and try again.',
  wrongPasskey: 'This passkey could not be checked. Try again or use another way.',
  noWay: '“{{name}}” offers no way to prove it here. Log out and log in again.',
} as const
