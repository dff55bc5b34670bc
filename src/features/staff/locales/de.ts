import type { SameTexts } from '../../../platform/i18n/i18n.ts'
import type { staff as english } from './en.ts'

export const staff: SameTexts<typeof english> = {
  nav: {
    accounts: 'Kundenkonten',
    customers: 'Kundinnen und Kunden',
    membershiptypes: 'Mitgliedschaftsarten',
    ssoclients: 'SSO-Clients',
    organizer: 'Veranstalter',
    overview: 'Übersicht',
    history: 'Verlauf',
    settings: 'Einstellungen',
    organizers: 'Veranstalter',
    installation: 'Installation',
    mails: 'Mail-Warteschlange',
  },
  login: {
    title: 'Verwaltung',
    tabs: 'Wie Sie sich anmelden',
    submit: 'Anmelden',
    keep_one: 'Auf diesem Gerät {{count}} Tag angemeldet bleiben',
    keep_other: 'Auf diesem Gerät {{count}} Tage angemeldet bleiben',
    goTo: 'Weiter zu {{name}}',
    failed: 'Das hat nicht geklappt',
    wrong: 'Zu diesen Angaben gibt es kein Konto. Prüfen Sie sie und versuchen Sie es noch einmal.',
    required: 'Füllen Sie „{{field}}“ aus.',
    tooLong_one: 'Geben Sie bei „{{field}}“ höchstens {{count}} Zeichen ein.',
    tooLong_other: 'Geben Sie bei „{{field}}“ höchstens {{count}} Zeichen ein.',
    inactive: 'Ihr Konto ist abgeschaltet. Bitten Sie die Administration dieser Installation, es einzuschalten.',
    refused: 'Mit Ihrem Konto ist die Anmeldung auf diesem Weg nicht möglich.',
    emailTaken:
      'Ihre E-Mail-Adresse gehört zu einem Konto, das sich auf anderem Weg anmeldet. Wenden Sie sich an die Administration dieser Installation.',
    unavailable:
      '„{{name}}“ antwortet gerade nicht. Versuchen Sie es in einer Minute wieder oder wählen Sie einen anderen Weg.',
    unavailableOnly: '„{{name}}“ antwortet gerade nicht. Versuchen Sie es in einer Minute wieder.',
    nothing: 'Hier wird keine Anmeldung angeboten. Wenden Sie sich an den Betreiber dieser Installation.',
    message: '{{text}}',
  },
  logout: {
    title: 'Abmelden?',
    text: 'Sie verlassen die Verwaltung auf diesem Gerät.',
    submit: 'Abmelden',
    stay: 'Angemeldet bleiben',
    done: 'Sie sind abgemeldet.',
  },
  field: {
    email: 'Die E-Mail-Adresse ist nicht vollständig.',
    emailTaken: 'Ein Konto mit der E-Mail-Adresse {{email}} gibt es schon.',
    role: 'Die Rolle ist admin oder member.',
  },
  letter: {
    hello: 'Guten Tag {{name}},',
    helloNobody: 'Guten Tag,',
    copyUntil:
      'Der Link gilt bis {{until}} und nur einmal. Falls der Knopf nicht geht, kopieren Sie diese Adresse in Ihren Browser:',
    copy: 'Falls der Knopf nicht geht, kopieren Sie diese Adresse in Ihren Browser:',
    codeUntil: 'Gilt bis {{until}} und nur einmal.',
    code: 'Gilt nur einmal.',
    footer: 'Sie erhalten diese E-Mail wegen Ihres Kontos in der Verwaltung von {{instance}}.',
    office: 'Zur Verwaltung',
  },
  password: {
    short_one: 'Nehmen Sie mindestens {{count}} Zeichen.',
    short_other: 'Nehmen Sie mindestens {{count}} Zeichen.',
    long_one: 'Nehmen Sie höchstens {{count}} Zeichen.',
    long_other: 'Nehmen Sie höchstens {{count}} Zeichen.',
    mixed: 'Nehmen Sie mindestens einen Buchstaben und eine Ziffer.',
    common: 'Dieses Passwort steht auf jeder Liste bekannter Passwörter. Wählen Sie ein anderes.',
    email: 'Lassen Sie Ihre E-Mail-Adresse aus dem Passwort heraus.',
    foreign: 'Dieses Konto meldet sich über „{{backend}}“ an; dort liegt auch das Passwort.',
  },
}
