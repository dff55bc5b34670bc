import type { SameTexts } from '../../../platform/i18n/i18n.ts'
import type { organizers as english } from './en.ts'

export const organizers: SameTexts<typeof english> = {
  imprint: 'Impressum',
  privacy: 'Datenschutz',
  front: {
    title: 'Willkommen',
    box: 'Ihr Konto',
    boxText: 'Ein Konto für alle Veranstaltungen: Karten, Mitgliedschaften und jede App, die sich damit anmeldet.',
    register: 'Konto anlegen',
    welcome: 'Willkommen, {{name}}',
    loggedIn: 'Sie sind angemeldet.',
    toAccount: 'Zu Ihrem Konto',
    programme: 'Programm',
    empty: 'Zurzeit sind keine Veranstaltungen im Verkauf. Neue Termine erscheinen hier.',
  },
  bad: {
    slug: 'Nehmen Sie 1 bis 50 Kleinbuchstaben, Ziffern und Bindestriche; vorn und hinten steht ein Buchstabe oder eine Ziffer.',
    slugReserved: '„{{slug}}“ ist eine Adresse des Systems selbst. Wählen Sie eine andere Kurzform.',
    slugTaken: 'Einen Veranstalter mit der Kurzform „{{slug}}“ gibt es schon.',
    name: 'Geben Sie einen Namen mit höchstens 200 Zeichen an.',
    locale: 'Wählen Sie en oder de.',
    timeZone: 'Das ist keine Zeitzone. Nehmen Sie einen Namen wie Europe/Berlin.',
    color: 'Geben Sie die Farbe als # und sechs hexadezimale Ziffern an, zum Beispiel #0b6b4f.',
    tagline: 'Bleiben Sie unter 300 Zeichen.',
    url: 'Geben Sie eine vollständige Adresse an, die mit https:// beginnt.',
    value: 'Dieser Wert passt nicht.',
    choice: 'Wählen Sie eines von: {{values}}.',
    days: 'Geben Sie eine ganze Zahl von Tagen an, von 2 bis 3650.',
    key: '„{{key}}“ ist keine Einstellung. Bekannt sind: {{known}}.',
    host: 'Das ist kein Hostname. Nehmen Sie eine Form wie karten.beispiel.de.',
    hostMain: 'Das ist die Hauptadresse der Installation.',
    logoSize: 'Die Datei ist größer als 512 KiB. Verkleinern Sie das Bild.',
    logoType: 'Nehmen Sie eine Datei im Format PNG, JPEG oder WebP.',
    hostTaken: '{{host}} gehört schon zu einem Veranstalter.',
  },
}
