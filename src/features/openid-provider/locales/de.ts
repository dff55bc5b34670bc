import type { SameTexts } from '../../../platform/i18n/i18n.ts'
import type { openidProvider as english } from './en.ts'

export const openidProvider: SameTexts<typeof english> = {
  page: {
    client_missing:
      'Die App hat Sie hierher geschickt, ohne zu sagen, welche sie ist: client_id fehlt. Gehen Sie zurück und sagen Sie es dem Betreiber der App.',
    client_unknown:
      'Die App, die Sie hierher geschickt hat, ist bei {{organizer}} nicht bekannt: Diese client_id ist nicht eingetragen. Sagen Sie es dem Betreiber der App.',
    client_inactive: '{{name}} ist bei {{organizer}} abgeschaltet und lässt sich zurzeit nicht nutzen.',
    redirect_uri_missing:
      '{{name}} hat nicht gesagt, wohin es nach der Anmeldung zurückgeht: redirect_uri fehlt. Sagen Sie es dem Betreiber der App.',
    redirect_uri_unknown:
      '{{name}} möchte zu einer Adresse zurück, die nicht eingetragen ist; daher wurden Sie nicht dorthin geschickt. Der Betreiber der App muss diese Redirect-URI eintragen: {{uri}}',
    request_uri_unknown:
      'Die Anfrage von {{name}} ist abgelaufen oder wurde schon benutzt. Gehen Sie zurück zur App und beginnen Sie von vorn.',
    parameter_repeated:
      'Die App hat client_id oder redirect_uri mehrfach gesendet; was sie will, ist nicht klar. Sagen Sie es dem Betreiber der App.',
    form: 'Die Anfrage der App ist kein Formular. Sagen Sie es dem Betreiber der App.',
    too_long: 'Die Anfrage der App ist zu lang für eine Antwort. Sagen Sie es dem Betreiber der App.',
  },
  theApp: 'Die App',
  personal: {
    title: 'Verbundene Apps',
    goes_one: 'Die Verbindung mit einer App',
    goes_other: 'Die Verbindungen mit {{count}} Apps',
  },
  onward: {
    title: 'Zurück zur App',
    text: 'Ihr Browser bringt die Antwort zu {{host}}. Wenn nichts geschieht, geht es hier weiter.',
    submit: 'Weiter',
  },
}
