import type { BackendText } from '../contract.ts'

/** What people read when a login by SAML does not work. */
export const REFUSALS = {
  attemptGone: {
    en: 'This login took too long, was opened twice or began in another browser. Try again.',
    de: 'Diese Anmeldung hat zu lange gedauert, wurde zweimal geöffnet oder in einem anderen Browser begonnen. Versuchen Sie es noch einmal.',
  },
  badAnswer: {
    en: 'The answer of the identity provider could not be verified, so nobody was logged in. Try again; if it stays so, tell the people who run this installation.',
    de: 'Die Antwort des Anmeldedienstes ließ sich nicht prüfen, deshalb wurde niemand angemeldet. Versuchen Sie es noch einmal; bleibt es dabei, sagen Sie denen Bescheid, die diese Installation betreiben.',
  },
  denied: {
    en: 'The identity provider did not let you in.',
    de: 'Der Anmeldedienst hat Sie nicht angemeldet.',
  },
  anotherPerson: {
    en: 'You logged in as somebody else at the identity provider. Use the account with which you work here.',
    de: 'Sie haben sich beim Anmeldedienst mit einem anderen Konto angemeldet. Nehmen Sie das Konto, mit dem Sie hier arbeiten.',
  },
  noGroup: {
    en: 'You are in none of the groups that may log in here. Ask the people who manage your account at the identity provider.',
    de: 'Sie sind in keiner der Gruppen, die sich hier anmelden dürfen. Fragen Sie die Menschen, die Ihr Konto beim Anmeldedienst verwalten.',
  },
} as const satisfies Readonly<Record<string, BackendText>>

/** @param what the name of the attribute in the configuration */
export function missing(what: string): BackendText {
  return {
    en: `The identity provider did not send “${what}”, without which nobody can log in. Tell the people who run this installation.`,
    de: `Der Anmeldedienst hat „${what}“ nicht geschickt, ohne das sich niemand anmelden kann. Sagen Sie denen Bescheid, die diese Installation betreiben.`,
  }
}
