import type { SameTexts } from '../platform/i18n/i18n.ts'
import type { errors as englishErrors, ui as englishUi, words as englishWords } from './en.ts'

export const errors: SameTexts<typeof englishErrors> = {
  notFoundTitle: 'Diese Seite gibt es nicht',
  notFound: 'Unter dieser Adresse ist nichts. Prüfen Sie sie auf Tippfehler oder beginnen Sie auf der Startseite.',
  forbidden:
    'Ihr Konto darf das nicht. Bitten Sie eine Administratorin oder einen Administrator des Veranstalters darum.',
  forbiddenTitle: 'Das dürfen Sie nicht',
  csrf: 'Das Formular war zu lange offen oder kam aus einem anderen Fenster. Gehen Sie zurück, laden Sie die Seite neu und senden Sie es noch einmal.',
  csrfTitle: 'Das Formular ist abgelaufen',
  tooManyTitle: 'Zu viele Versuche',
  tooMany_one: 'Das waren zu viele Versuche. Versuchen Sie es in {{count}} Minute wieder.',
  tooMany_other: 'Das waren zu viele Versuche. Versuchen Sie es in {{count}} Minuten wieder.',
  overloadedTitle: 'Gerade ist viel los',
  overloaded:
    'Im Moment melden sich mehr Menschen an, als dieser Server schafft. Versuchen Sie es in einigen Sekunden wieder.',
  invalidInput: 'Einige Felder stimmen noch nicht.',
  badRequestTitle: 'Diese Anfrage lässt sich nicht beantworten',
  badRequest: 'Die Adresse oder das Formular ist nicht vollständig. Gehen Sie zurück und versuchen Sie es noch einmal.',
  methodNotAllowedTitle: 'So geht es nicht',
  methodNotAllowed: 'Die Adresse gibt es, aber sie beantwortet diese Art von Anfrage nicht.',
  tooLargeTitle: 'Zu groß',
  tooLarge: 'Was gesendet wurde, ist größer, als dieser Server annimmt.',
  unsupportedTypeTitle: 'Unbekanntes Format',
  unsupportedType: 'In diesem Format kann der Server nichts lesen.',
  internalTitle: 'Hier ist etwas schiefgegangen',
  internal:
    'Der Fehler liegt bei uns, und nichts von Ihren Eingaben ist halb gespeichert. Versuchen Sie es gleich noch einmal.',
  reference: 'Kennung',
  referenceHint: 'Nennen Sie diese Kennung, wenn Sie uns deswegen schreiben.',
  toFrontPage: 'Zur Startseite',
}

export const ui: SameTexts<typeof englishUi> = {
  skip: 'Zum Inhalt springen',
  menu: 'Menü',
  close: 'Schließen',
  backOffice: 'Verwaltung',
  changeOrganizer: 'Veranstalter wechseln',
  whereYouAre: 'Wo Sie sind',
  language: 'Sprache',
  logIn: 'Anmelden',
  logOut: 'Abmelden',
  yourAccount: 'Ihr Konto',
  pages: 'Seiten',
  newer: 'Neuere',
  older: 'Ältere',
  copy: 'Kopieren',
  copied: 'Kopiert',
  removeFilter: 'Diesen Filter entfernen',
  clearFilters: 'Alle löschen',
  optional: 'freiwillig',
  moreActions: 'Weitere Aktionen',
}

export const words: SameTexts<typeof englishWords> = {
  save: 'Änderungen speichern',
  cancel: 'Abbrechen',
  search: 'Suchen',
  filter: 'Filtern',
  yes: 'Ja',
  no: 'Nein',
  never: 'Nie',
  none: 'Keine',
  problems: 'Das stimmt noch nicht',
}
