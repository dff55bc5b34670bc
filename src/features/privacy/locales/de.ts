import type { SameTexts } from '../../../platform/i18n/i18n.ts'
import type { privacy as en } from './en.ts'

export const privacy: SameTexts<typeof en> = {
  title: 'Datenschutz',
  who: {
    title: 'Wer was sehen darf',
    text: 'Das Team von {{organizer}} sieht Ihr Konto und Ihre Bestellungen. Apps sehen nur, was Sie ihnen erlaubt haben.',
    apps: 'Verbundene Apps ansehen',
  },
  download: {
    title: 'Ihre Daten herunterladen',
    text: 'Alles, was {{organizer}} in diesem Konto über Sie speichert, als Seite zum Lesen oder als JSON für Programme.',
    html: 'Zum Lesen herunterladen',
    json: 'Als JSON herunterladen',
    hint: 'Vielleicht bitten wir Sie, sich vorher noch einmal anzumelden.',
    file: 'meine-daten',
  },
  delete: {
    title: 'Ihr Konto löschen',
    text: 'Das würde geschehen. Sie haben 14 Tage Zeit, es sich anders zu überlegen.',
    what: 'Was',
    happens: 'Was geschieht',
    goes: 'Gelöscht',
    stays: 'Bleibt',
    confirm: 'Ich möchte mein Konto löschen',
    confirmMissing: 'Setzen Sie dieses Häkchen, wenn Sie Ihr Konto löschen möchten.',
    submit: 'Mein Konto löschen',
    planned:
      'Ihr Konto wird am {{day}} gelöscht. Wir haben Ihnen eine E-Mail mit einem Link geschickt, mit dem Sie es behalten. Alle anderen Geräte sind abgemeldet.',
    already: 'Die Löschung war schon geplant.',
  },
  leaving: {
    title: 'Ihr Konto wird am {{day}} gelöscht',
    text: 'Bis dahin geht alles wie bisher, und Sie können Ihr Konto behalten.',
    submit: 'Mein Konto behalten',
    kept: 'Ihr Konto bleibt.',
    wasNot: 'Es war keine Löschung mehr geplant.',
  },
  keep: {
    title: 'Konto behalten?',
    text: 'Ihr Konto {{identifier}} bei {{organizer}} wird am {{day}} gelöscht. Wenn Sie es behalten, wird nichts gelöscht.',
    submit: 'Mein Konto behalten',
    cancel: 'Zurück zu {{organizer}}',
    doneTitle: 'Ihr Konto bleibt',
    doneText: 'Es wird nichts gelöscht. Sie können sich anmelden wie bisher.',
    goneTitle: 'Dieser Link gilt nicht mehr',
    goneText:
      'Er wurde schon benutzt, oder das Konto ist gelöscht. Wenn Sie sich anmelden können, gibt es Ihr Konto noch.',
  },
  facts: {
    account: 'Name, E-Mail, Telefon, Passwort und alle anderen Angaben Ihres Kontos',
    history: 'Was der Verlauf Ihres Kontos über Sie sagt',
    identifier: 'Die Kundennummer und wann das Konto angelegt wurde, ohne Angaben, die auf Sie hinweisen',
  },
  copy: {
    title: 'Daten von {{name}} bei {{organizer}}',
    made: 'Erstellt am {{when}}.',
    account: 'Konto',
    history: 'Was mit diesem Konto geschah',
    none: 'Nichts ist gespeichert.',
    yes: 'ja',
    no: 'nein',
  },
  mail: {
    planned: {
      subject: 'Ihr Konto bei {{organizer}} wird gelöscht',
      preheader: 'Am {{day}}. Bis dahin können Sie es behalten.',
      title: 'Ihr Konto wird am {{day}} gelöscht',
      text: 'Sie haben uns gebeten, Ihr Konto bei {{organizer}} zu löschen. Das tun wir am {{day}}. Bis dahin können Sie es mit einem Klick behalten.',
      button: 'Mein Konto behalten',
      closing: 'Wenn Sie nicht darum gebeten haben, behalten Sie Ihr Konto und setzen Sie ein neues Passwort.',
    },
    deleted: {
      subject: 'Ihr Konto bei {{organizer}} ist gelöscht',
      preheader: 'Das ist die letzte E-Mail dazu.',
      title: 'Ihr Konto ist gelöscht',
      text: 'Wie gewünscht ist Ihr Konto bei {{organizer}} gelöscht. Was von Rechts wegen aufbewahrt werden muss, etwa Bestellungen, bleibt bei {{organizer}}. Sie können sich mit dieser Adresse jederzeit neu registrieren.',
      closing: 'Das ist die letzte E-Mail zu diesem Konto.',
    },
  },
}
