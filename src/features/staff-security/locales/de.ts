import type { SameTexts } from '../../../platform/i18n/i18n.ts'
import type { staffSecurity as english } from './en.ts'

export const staffSecurity: SameTexts<typeof english> = {
  settings: {
    person: 'Sie',
    name: 'Voller Name',
    foreign: '„{{backend}}“ bringt Ihren Namen womöglich bei jeder Anmeldung mit.',
    display: 'Anzeige',
    language: 'Sprache',
    timeZone: 'Zeitzone',
    saved: 'Ihre Einstellungen sind gespeichert.',
    login: 'Wie Sie sich anmelden',
    unverified: 'nicht bestätigt',
    emailHint: 'Mit dieser Adresse melden Sie sich an, und dorthin gehen Hinweise.',
    foreignEmail: 'An diese Adresse gehen Hinweise. Sie liegt bei „{{backend}}“ und wird dort geändert.',
    confirmEmail: 'Bestätigen',
    changeEmail: 'E-Mail-Adresse ändern',
    nativeHint: 'Diese Installation prüft Ihr Passwort.',
    foreignHint: 'Dort liegen Ihr Passwort und Ihre Geräte.',
    changePassword: 'Passwort ändern',
  },
  sessions: {
    text: 'Wo Sie in der Verwaltung angemeldet sind. Beenden Sie, was Sie nicht erkennen, und ändern Sie dann Ihr Passwort.',
    textForeign:
      'Wo Sie in der Verwaltung angemeldet sind. Beenden Sie, was Sie nicht erkennen, und sagen Sie es der Administration.',
    current: 'dieses Gerät',
    long: 'bleibt angemeldet',
    way: {
      one: 'Über {{backend}}',
      local: 'Über {{backend}}, mit zweitem Faktor',
      upstream: 'Über {{backend}}, dort mit zweitem Faktor',
    },
    used: 'Seit {{since}}, zuletzt benutzt {{used}}, Netz {{network}}',
    end: 'Beenden',
    endOthers_one: 'Die andere Sitzung beenden',
    endOthers_other: 'Die {{count}} anderen Sitzungen beenden',
    ended: 'Diese Sitzung ist beendet.',
    gone: 'Diese Sitzung war schon beendet.',
    othersEnded_zero: 'Es gab keine andere Sitzung zu beenden.',
    othersEnded_one: '{{count}} andere Sitzung ist beendet.',
    othersEnded_other: '{{count}} andere Sitzungen sind beendet.',
  },
  history: {
    text: 'Was mit Ihrem Konto geschehen ist, das Neueste zuerst.',
    empty: 'Noch nichts',
    range: '{{from}} bis {{to}}',
  },
  device: {
    both: '{{browser}} auf {{system}}',
    unknown: 'Unbekanntes Gerät',
  },
  problem: {
    name_one: 'Der Name darf höchstens {{count}} Zeichen haben.',
    name_other: 'Der Name darf höchstens {{count}} Zeichen haben.',
    locale: 'Wählen Sie eine der Sprachen.',
    timeZone: 'Wählen Sie eine der Zeitzonen.',
  },
  mail: {
    subject: 'Neue Anmeldung mit Ihrem Konto bei {{instance}}',
    preheader: 'Jemand hat sich mit {{device}} angemeldet.',
    title: 'Jemand hat sich mit einem neuen Browser angemeldet',
    text: 'Ihr Konto in der Verwaltung wurde mit einem Browser benutzt, den es nicht kannte. Wenn Sie das waren, ist nichts zu tun.',
    button: 'Sitzungen ansehen',
    closing:
      'Wenn Sie es nicht waren, beenden Sie dort die Sitzung, ändern Sie Ihr Passwort dort, wo es liegt, und sagen Sie es der Administration.',
    device: 'Browser',
    network: 'Netz',
    time: 'Zeit',
  },
}
