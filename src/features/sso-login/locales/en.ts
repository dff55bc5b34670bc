/** Logins through providers of the organizer. */
export const ssoLogin = {
  onward: {
    title: 'On to {{name}}',
    text: 'You log in there and come back here afterwards.',
    submit: 'Continue to {{name}}',
  },
  link: {
    done: 'From now on you can log in with {{name}}, too.',
    known: '{{name}} was connected with your account already.',
  },
  page: {
    again: 'Try again with {{provider}}',
    otherWay: 'Other ways to log in',
    account: 'To your account',
    waiting: 'You were on your way to {{app}}. It still waits for you.',
    reference: 'If it happens again, write to {{organizer}} and name this code. They can see what went wrong.',
  },
  refused: {
    denied: {
      title: 'The login was cancelled',
      text: '{{provider}} told us that you, or somebody there, stopped the login. Nothing was changed here.',
    },
    login_required: {
      title: '{{provider}} needs something from you first',
      text: 'Open {{provider}} in another tab, log in there and see whether it asks you for anything. Then try again here.',
    },
    not_fresh: {
      title: '{{provider}} did not ask you to log in again',
      text: 'What you are about to do needs a login made just now, and {{provider}} let you pass with an older one. Log out there, then try again here.',
    },
    unmet_acr: {
      title: '{{provider}} could not log you in securely enough',
      text: 'A stronger login was asked for than {{provider}} can give you. Perhaps you can set up a second step there.',
    },
    unreachable: {
      title: '{{provider}} does not answer',
      text: 'We cannot reach the login of {{provider}} at the moment. Your account here is safe. Try again in a few minutes.',
    },
    slow: {
      title: '{{provider}} took too long',
      text: 'The login of {{provider}} did not answer in time. Try again in a few minutes.',
    },
    busy: {
      title: '{{provider}} is busy',
      text: 'The login of {{provider}} has too much to do, or is being worked on. Try again in a few minutes.',
    },
    misconfigured: {
      title: 'The connection to {{provider}} does not work',
      text: 'Something about the connection between {{organizer}} and {{provider}} is not set up right. You cannot mend that; {{organizer}} can.',
    },
    unsafe: {
      title: 'We did not trust the answer of {{provider}}',
      text: 'What came back from {{provider}} did not pass our checks, so nobody was logged in. Often a second try is enough.',
    },
    provider_error: {
      title: '{{provider}} could not log you in',
      text: 'It reported an error that only {{provider}} or {{organizer}} can look into. Try again, or choose another way.',
    },
    subject_missing: {
      title: '{{provider}} did not say who you are',
      text: 'Its answer holds no ID that we could know you by. {{organizer}} has to change what {{provider}} sends.',
    },
    email_missing: {
      title: '{{provider}} sent no email address',
      text: 'An account here needs one. Look whether {{provider}} lets you share your address, then try again.',
    },
    email_invalid: {
      title: 'The email address from {{provider}} is not valid',
      text: 'We cannot send anything to the address that {{provider}} has of you. Correct it there, then try again.',
    },
    email_unverified: {
      title: 'Your email address is not confirmed at {{provider}}',
      text: 'Confirm it there: usually {{provider}} sent you an email with a link. Then try again.',
    },
    email_taken: {
      title: 'Log in to your account as before',
      text: 'There is already an account with your email address at {{organizer}}, and {{provider}} does not open it. Log in to it in the way you know; on its page “Security” you can connect {{provider}} with it. If you have no account there, ask {{organizer}}.',
    },
    customer_disabled: {
      title: 'This account is disabled',
      text: '{{provider}} knows you, but {{organizer}} has closed your account here. Please ask them about it.',
    },
    provider_disabled: {
      title: 'Login with {{provider}} is switched off',
      text: '{{organizer}} does not offer this way to log in at the moment.',
    },
    no_account: {
      title: 'There is no account for you yet',
      text: '{{provider}} knows you, but {{organizer}} lets only people in whose accounts were connected before. If you have an account here, log in another way and connect it on the page “Security”.',
    },
    linked_elsewhere: {
      title: 'This login belongs to another account',
      text: 'Your login at {{provider}} is connected with another account at {{organizer}}. Disconnect it there first, or choose another login at {{provider}}.',
    },
    attempt_unknown: {
      title: 'This login leads nowhere',
      text: 'We do not know the login that this address belongs to. Perhaps the address was cut short, or is too old. Begin again.',
    },
    attempt_expired: {
      title: 'This login took too long',
      text: 'For safety a login has to be finished within 15 minutes. Begin again: you will be where you wanted to go.',
    },
    attempt_used: {
      title: 'This login was used already',
      text: 'Each login counts once, and this one was finished or stopped before. Begin again: it is one click if {{provider}} still knows you.',
    },
    other_browser: {
      title: 'This login began in another browser',
      text: 'A login has to end in the browser that it began in, or somebody else could have sent you here. Begin again in this one.',
    },
    link_lost: {
      title: 'Nothing was connected',
      text: 'You were logged out, or logged in as somebody else, before you came back from {{provider}}. Log in and connect it again on the page “Security”.',
    },
  },
} as const
