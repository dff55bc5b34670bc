/** Questions to people whom a provider vouched for, before an account is opened. */
export const ssoQuestions = {
  prove: {
    title: 'Is this your account?',
    text: 'There is already an account with {{email}} at {{organizer}}. If it is yours, log in to it once more. From then on {{provider}} opens it, too.',
    passwordHint: 'Your password at {{organizer}}, not the one that you just used.',
    submit: 'Log in and connect',
    codeInstead: 'Email me a code instead',
    code: 'Send a code to {{email}}',
    notMine: 'Not your account?',
    notMineText: 'Go on with another address. You get an account of your own, and nothing happens to this one.',
    notMineAsk: 'Cancel here and log in in another way. Nothing happens to this account.',
    otherAddress: 'Use another address',
  },
  digits: {
    title: 'Enter the code',
    linkText:
      'We sent six digits to {{email}}. They prove that the account is yours, so that {{provider}} can be connected with it. They work for 10 minutes, in this browser only.',
    notArrived: 'Nothing there after a minute? Look in your spam folder.',
    otherWay: 'Prove it in another way',
    confirmTitle: 'Confirm your email address',
    confirmText:
      'We sent six digits to {{email}}, because {{provider}} did not confirm that this address is yours. They work for 10 minutes, in this browser only.',
    sendText:
      '{{provider}} did not confirm that {{email}} is yours. We send six digits there, and you enter them here.',
    confirm: 'Confirm and log in',
  },
  address: {
    title: 'Your email address',
    text: 'You are known at {{provider}}. For an account at {{organizer}} you also need an email address: tickets and messages go there. We send you six digits to make sure that it is yours.',
  },
  connect: {
    title: 'Connect {{provider}} with your account',
    loggedIn: 'You are logged in as {{email}}.',
    mailbox: 'There is already an account with {{email}}, and you just proved that you read its mails.',
    text: 'From now on you can log in to this account with {{provider}}, too. Everything else stays as it is. You can separate them again under “Security”.',
    submit: 'Connect {{provider}}',
    rather: 'Would you rather keep them apart?',
  },
  bad: {
    passwordEmpty: 'Enter the password.',
    passwordWrong: 'This is not the password of the account. Check it for typing mistakes, or have a code sent to you.',
  },
  cancelled: 'The login was cancelled. Nothing was changed.',
  over: {
    unknown: {
      title: 'Nothing to answer here',
      text: 'This page belongs to a login that was begun in another browser, or a while ago. Log in once more.',
    },
    answered: {
      title: 'This was answered already',
      text: 'Perhaps you did it in another tab, or clicked twice. Log in once more if you are not in yet.',
    },
    expired: {
      title: 'This took too long',
      text: 'The login waited for half an hour and has ended. Nothing was changed. Log in once more.',
    },
  },
  mail: {
    confirm: {
      subject: '{{code}} is your code for {{organizer}}',
      preheader: 'Type it where you asked for it. It works for 10 minutes.',
      title: 'Confirm your email address',
      text: 'Somebody, probably you, logged in to {{organizer}} with {{provider}} and gave this email address. Type these six digits into the page that asks for them.',
      button: 'The code works for 10 minutes, once, and only in the browser in which it was asked for.',
      closing: 'If it was not you, ignore this email and tell the code to nobody. Nothing happens without it.',
    },
    link: {
      subject: '{{code}} connects {{provider}} with your account at {{organizer}}',
      preheader: 'Only type it if you want to log in with {{provider}}.',
      title: 'Connect {{provider}} with your account',
      text: 'Somebody, probably you, logged in with {{provider}} and wants to open your account at {{organizer}} with it from now on. If that is right, type these six digits into the page that asks for them.',
      button: 'The code works for 10 minutes, once, and only in the browser in which it was asked for.',
      closing:
        'If it was not you, ignore this email and tell the code to nobody: whoever has it can log in to your account.',
    },
  },
}
