import type { SameTexts } from '../../../platform/i18n/i18n.ts'
import type { clientRegistration as english } from './en.ts'

export const clientRegistration: SameTexts<typeof english> = {
  title: 'App-Registrierung',
  intro:
    'Software, die sich selbst registrieren kann, braucht die Adresse und ein Token. Sie wird ein SSO-Client, und Kunden werden gefragt, bevor sie etwas erfährt.',
  off: {
    title: 'Apps können sich nicht selbst registrieren',
    text: 'Token gelten nur, solange das eingeschaltet ist.',
    submit: 'Apps sich selbst registrieren lassen',
  },
  on: {
    title: 'Ausschalten',
    text: 'Registrierte Apps bleiben verbunden. Sie können ihre Registrierung nicht mehr selbst ändern oder löschen.',
    submit: 'App-Registrierung ausschalten',
  },
  address: 'Registrierungs-Adresse',
  caption: 'Registrierungs-Token, die neuesten zuerst',
  emptyTitle: 'Es gibt kein Registrierungs-Token',
  emptyText:
    'Mit einem Token können sich einige Tage lang einige Apps registrieren. Geben Sie es nur denen, deren Apps Sie möchten.',
  create: 'Registrierungs-Token anlegen',
  createSubmit: 'Token anlegen',
  left_one: 'Noch {{count}} App, bis {{until}}',
  left_other: 'Noch {{count}} Apps, bis {{until}}',
  token: 'Token',
  column: { name: 'Name', uses: 'Noch frei', until: 'Gültig bis', state: 'Status', revoke: 'Widerrufen' },
  state: { live: 'Gültig', expired: 'Abgelaufen', used_up: 'Verbraucht' },
  field: {
    name: 'Name',
    nameHint: 'Für wen es ist, zum Beispiel „Forum-Agentur“. Der Name steht im Verlauf der Apps.',
    uses: 'Anzahl der Apps',
    usesHint: 'So viele Apps können sich damit registrieren.',
    days: 'Gültig für Tage',
    daysHint: 'Apps, die sich rechtzeitig registriert haben, bleiben.',
  },
  secret: {
    title: 'Registrierungs-Token, nur jetzt zu sehen',
    text: 'Tragen Sie es jetzt in die Einstellungen der App ein. Foyer behält nur einen Fingerabdruck und kann es nicht noch einmal zeigen. Geht es verloren, legen Sie ein neues an.',
  },
  revoke: {
    title: 'Token {{name}} widerrufen?',
    text: 'Das lässt sich nicht rückgängig machen.',
    register: 'Keine App kann sich mehr damit registrieren.',
    stay: 'Apps, die sich damit registriert haben, bleiben und verwalten sich weiter selbst.',
    submit: '{{name}} widerrufen',
    link: 'Widerrufen',
  },
  flash: {
    created: 'Das Token {{name}} wurde angelegt.',
    revoked: 'Das Token {{name}} wurde widerrufen.',
    on: 'Apps mit einem Token können sich jetzt selbst registrieren.',
    off: 'Apps können sich nicht mehr selbst registrieren.',
  },
  errors: {
    noName: 'Geben Sie dem Token einen Namen.',
    longName: 'Der Name hat höchstens {{max}} Zeichen.',
    controlCharacters: 'Der Name enthält Zeichen, die sich nicht anzeigen lassen.',
    uses: 'Geben Sie eine ganze Zahl von 1 bis {{max}} ein.',
    days: 'Geben Sie eine ganze Zahl von Tagen von 1 bis {{max}} ein.',
    badForm: 'Dieses Feld kam nicht so an, wie ein Formular es sendet.',
  },
}
