import type { ProviderProblem } from '../../../protocol/client/errors.ts'
import type { ProviderProblemCode } from '../../../protocol/client/types.ts'
import type { BackendText } from '../contract.ts'

/** What people read when a login does not work, each with what to do next. */
export const REFUSALS = {
  attemptGone: {
    en: 'This login took too long, was opened twice or began in another browser. Try again.',
    de: 'Diese Anmeldung hat zu lange gedauert, wurde zweimal geöffnet oder in einem anderen Browser begonnen. Versuchen Sie es noch einmal.',
  },
  unreachable: {
    en: 'The identity provider cannot be reached at the moment. Try again in a few minutes.',
    de: 'Der Anmeldedienst ist im Moment nicht erreichbar. Versuchen Sie es in ein paar Minuten noch einmal.',
  },
  misconfigured: {
    en: 'The connection to the identity provider is not set up correctly. Tell the people who run this installation; the reason is in the log.',
    de: 'Die Verbindung zum Anmeldedienst ist nicht richtig eingerichtet. Sagen Sie denen Bescheid, die diese Installation betreiben; der Grund steht im Protokoll.',
  },
  badAnswer: {
    en: 'The answer of the identity provider could not be verified, so nobody was logged in. Try again.',
    de: 'Die Antwort des Anmeldedienstes ließ sich nicht prüfen, deshalb wurde niemand angemeldet. Versuchen Sie es noch einmal.',
  },
  denied: {
    en: 'The login was cancelled at the identity provider, or you are not allowed to use this application there.',
    de: 'Die Anmeldung wurde beim Anmeldedienst abgebrochen, oder Sie dürfen diese Anwendung dort nicht benutzen.',
  },
  notLoggedIn: {
    en: 'The identity provider needs something from you first. Try again and follow its steps.',
    de: 'Der Anmeldedienst braucht vorher etwas von Ihnen. Versuchen Sie es noch einmal und folgen Sie seinen Schritten.',
  },
  busy: {
    en: 'The identity provider has a problem at the moment. Try again in a few minutes.',
    de: 'Der Anmeldedienst hat im Moment eine Störung. Versuchen Sie es in ein paar Minuten noch einmal.',
  },
  notFresh: {
    en: 'The identity provider did not ask you to log in again. Log out there, then try again.',
    de: 'Der Anmeldedienst hat nicht nach einer neuen Anmeldung gefragt. Melden Sie sich dort ab und versuchen Sie es noch einmal.',
  },
  anotherPerson: {
    en: 'You logged in as somebody else at the identity provider. Use the account with which you work here.',
    de: 'Sie haben sich beim Anmeldedienst mit einem anderen Konto angemeldet. Nehmen Sie das Konto, mit dem Sie hier arbeiten.',
  },
  emailUnverified: {
    en: 'The identity provider has not confirmed your email address. Confirm it there, then try again.',
    de: 'Der Anmeldedienst hat Ihre E-Mail-Adresse nicht bestätigt. Bestätigen Sie sie dort und versuchen Sie es noch einmal.',
  },
  noGroup: {
    en: 'You are in none of the groups that may log in here. Ask the people who manage your account at the identity provider.',
    de: 'Sie sind in keiner der Gruppen, die sich hier anmelden dürfen. Fragen Sie die Menschen, die Ihr Konto beim Anmeldedienst verwalten.',
  },
  tooManyGroups: {
    en: 'You are in too many groups for the identity provider to name them all. It has to send fewer groups to this application.',
    de: 'Sie sind in zu vielen Gruppen, der Anmeldedienst nennt sie nicht alle. Er muss dieser Anwendung weniger Gruppen schicken.',
  },
} as const satisfies Readonly<Record<string, BackendText>>

/** @param claim its name in the configuration of the provider */
export function missingClaim(claim: string): BackendText {
  return {
    en: `The identity provider did not send “${claim}”, without which nobody can log in. Tell the people who run this installation.`,
    de: `Der Anmeldedienst hat „${claim}“ nicht geschickt, ohne das sich niemand anmelden kann. Sagen Sie denen Bescheid, die diese Installation betreiben.`,
  }
}

/** @param claim its name in the configuration of the provider */
export function unusableClaim(claim: string): BackendText {
  return {
    en: `What the identity provider sent as “${claim}” cannot be used. Tell the people who run this installation.`,
    de: `Was der Anmeldedienst als „${claim}“ geschickt hat, ist nicht zu gebrauchen. Sagen Sie denen Bescheid, die diese Installation betreiben.`,
  }
}

/** What the person reads who meets a problem of the connection; the log says more. */
export function problemInWords({ code, detail }: ProviderProblem): BackendText {
  switch (code) {
    case 'unreachable':
    case 'timeout':
    case 'too_large':
      return REFUSALS.unreachable
    case 'bad_status':
      return detail.status?.startsWith('5') ? REFUSALS.busy : REFUSALS.misconfigured
    case 'provider_busy':
      return REFUSALS.busy
    case 'denied':
      return REFUSALS.denied
    case 'login_required':
    case 'interaction_required':
      return REFUSALS.notLoggedIn
    case 'code_refused':
      return REFUSALS.attemptGone
    case 'not_fresh':
      return REFUSALS.notFresh
    default:
      return OF_THE_CONFIGURATION.includes(code) ? REFUSALS.misconfigured : REFUSALS.badAnswer
  }
}

const OF_THE_CONFIGURATION: readonly ProviderProblemCode[] = [
  'refused_by_guard',
  'not_json',
  'issuer_mismatch',
  'endpoint_missing',
  'keys_missing',
  'code_not_supported',
  'response_mode_not_supported',
  'grant_type_not_supported',
  'auth_method_not_supported',
  'algorithm_not_supported',
  'option_missing',
  'unmet_acr',
  'provider_error',
  'client_refused',
  'token_error',
]
