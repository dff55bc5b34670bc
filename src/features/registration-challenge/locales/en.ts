/** The proof of work before a registration. */
export const registrationChallenge = {
  working: 'Your browser makes a small calculation that keeps programs from creating accounts. {{percent}}',
  done: 'The check is done.',
  wait_one:
    'Without JavaScript this form can be sent after {{count}} second: that keeps programs from creating accounts.',
  wait_other:
    'Without JavaScript this form can be sent after {{count}} seconds: that keeps programs from creating accounts.',
  missing:
    'There were many registrations lately, so your browser has to make a small calculation. Send the form again.',
  stale: 'The check of this form is too old. There is a new one now: send the form again.',
  wrong: 'The check of this form was not right. There is a new one now: send the form again.',
  early_one: 'Please wait {{count}} more second, then send the form again. What you typed is still there.',
  early_other: 'Please wait {{count}} more seconds, then send the form again. What you typed is still there.',
} as const
