import type { SameTexts } from '../../../platform/i18n/i18n.ts'
import type { doors as english } from './en.ts'

export const doors: SameTexts<typeof english> = {
  nothing:
    '„{{name}}“ hat Sie nicht angemeldet: Der Rückweg war schon benutzt, zu alt oder in einem anderen Browser begonnen. Versuchen Sie es noch einmal.',
  usedAgain: 'Sie sind angemeldet. Der Rückweg von „{{name}}“ war schon benutzt oder zu alt.',
  otherPerson: 'Sie sind als {{name}} angemeldet. Melden Sie sich ab, bevor Sie sich als jemand anderes anmelden.',
  provedOther:
    'Das war die Anmeldung einer anderen Person. Sie sind als {{name}} angemeldet: Weisen Sie nach, dass Sie es sind.',
  gone: 'Der Weg, auf dem Sie sich angemeldet haben, wird nicht mehr angeboten. Melden Sie sich anders an oder fragen Sie die Administratoren dieser Installation.',
  resting: 'antwortet nicht',
  cookies:
    'Ihr Browser sendet keine Cookies, und ohne sie kann sich niemand anmelden. Erlauben Sie Cookies für diese Seite und versuchen Sie es noch einmal.',
  onward: {
    title: 'Einen Moment',
    text: 'Ihr Browser geht weiter zu {{host}}. Wenn nichts geschieht, geht es hier weiter.',
    submit: 'Weiter',
  },
  again: 'Noch einmal versuchen',
  forgot: 'Passwort vergessen?',
  register: 'Konto anlegen',
  noTries: 'Warten Sie vor dem nächsten Versuch einige Minuten.',
  triesLeft_one: 'Nach einem weiteren Versuch müssen Sie einige Minuten warten.',
  triesLeft_other: 'Nach {{count}} weiteren Versuchen müssen Sie einige Minuten warten.',
}
