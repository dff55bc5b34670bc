import type { SameTexts } from '../../../platform/i18n/i18n.ts'
import type { demo as english } from './en.ts'

export const demo: SameTexts<typeof english> = {
  mailbox: 'Demo-Postfach',
  mailboxText: 'Alle E-Mails, die diese Demo gesendet hätte. Nichts verlässt diesen Rechner.',
  caption: 'E-Mails, neueste zuerst',
  empty: 'Noch keine E-Mail',
  emptyText: 'Legen Sie im Demo-Shop ein Konto an, und die E-Mail zum Bestätigen kommt binnen einer Sekunde hier an.',
  subject: 'Betreff',
  from: 'Von',
  to: 'an {{to}}',
  received: 'Eingegangen',
  back: 'Alle E-Mails',
  fromLabel: 'Von',
  toLabel: 'An',
  htmlPart: 'Die E-Mail, wie ein Mailprogramm sie zeigt',
  textPart: 'Textfassung',
  forum: {
    name: 'Festival-Forum',
    title: 'Das Forum des Festivals',
    intro:
      'Ein eigenes Programm, das keine Passwörter kennt: Es lässt Menschen mit dem Konto aus dem Ticketshop herein.',
    trusted:
      'Der Veranstalter vertraut diesem Forum, deshalb wird niemand gefragt, was es sehen darf. Eine App kann trotzdem fragen:',
    askFirst: 'Erst zeigen, was das Forum bekommt',
    signIn: 'Mit Demo Festival anmelden',
    signedIn: 'Sie sind als {{name}} angemeldet',
    claims: 'Was das Forum über Sie erfahren hat',
    verified: 'Das ID-Token wurde geprüft: Unterschrift, Aussteller, Empfänger, Ablauf und Nonce.',
    idToken: 'Aus dem ID-Token',
    userinfo: 'Vom Userinfo-Endpunkt',
    logOutTitle: 'Abmelden',
    logOutText:
      'Wenn Sie sich hier abmelden, meldet der Shop Sie ebenfalls ab. Wenn Sie sich im Shop abmelden, erfährt es das Forum; Sie sehen es, wenn Sie diese Seite neu laden.',
    account: 'Ihr Konto im Shop',
    logOut: 'Abmelden',
    loggedOut: 'Sie sind abgemeldet, hier und im Shop.',
    failed: 'Die Anmeldung hat nicht geklappt',
    failedText: 'Der Shop hat geantwortet: {{reason}}. Es wurde nichts geändert.',
    again: 'Noch einmal versuchen',
    unreachable: 'der Shop ist nicht erreichbar',
    expired: 'diese Anmeldung wurde in einem anderen Browser oder vor zu langer Zeit begonnen',
  },
}
