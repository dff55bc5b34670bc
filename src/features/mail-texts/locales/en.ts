/** What all mails to customers have in common, and the pages on which an organizer words them anew. */
export const mailTexts = {
  letter: {
    hello: 'Hello {{name}},',
    helloNobody: 'Hello,',
    copyUntil:
      'Valid until {{until}}, and only once. If the button does not work, copy this address into your browser:',
    copy: 'If the button does not work, copy this address into your browser:',
    identifier: 'Customer ID',
    footer: 'You get this email because of your customer account at {{organizer}}.',
    shop: 'To {{organizer}}',
  },
} as const
