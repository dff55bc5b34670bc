import type { SameTexts } from '../../../platform/i18n/i18n.ts'
import type { accountSecurity as en } from './en.ts'

export const accountSecurity: SameTexts<typeof en> = {
  page: {
    title: 'Sicherheit',
    login: 'Wie Sie sich anmelden',
    secondStep: 'Zweiter Schritt',
  },
  password: {
    row: 'Passwort',
    none: 'Sie haben hier kein Passwort.',
    isSet: 'Gesetzt',
    setOn: 'Zuletzt geändert am {{day}}',
    change: 'Ändern',
    set: 'Setzen',
  },
  email: {
    row: 'E-Mail-Adresse',
    change: 'Ändern',
  },
  sessions: {
    title: 'Wo Sie angemeldet sind',
    thisDevice: 'Dieses Gerät',
    lastUsed: 'Seit {{since}}, zuletzt benutzt {{used}}, Netz {{network}}',
    endOne: 'Abmelden',
    endOthers: 'Überall sonst abmelden',
    endAll: 'Überall abmelden, auch hier',
    ended: 'Das Gerät ist abgemeldet.',
    othersEnded_zero: 'Es war kein anderes Gerät angemeldet.',
    othersEnded_one: '{{count}} anderes Gerät ist abgemeldet.',
    othersEnded_other: '{{count}} andere Geräte sind abgemeldet.',
    allEnded: 'Sie sind auf allen Geräten abgemeldet.',
  },
  unfamiliar: {
    title: 'Neue Anmeldung: {{device}}',
    text: '{{when}}, Netz {{network}}. Waren Sie das?',
    yes: 'Ja, das war ich',
    no: 'Nein, mein Konto jetzt sperren',
    confirmed: 'Gut. Alle Anmeldungen bis jetzt gelten als Ihre.',
  },
  signIns: {
    latest: 'Ihre letzten Anmeldungen',
    title: 'Ihre Anmeldungen',
    text: 'Anmeldungen und Versuche, die neuesten zuerst. Ein Versuch ist gescheitert, wenn die Adresse stimmte, der Nachweis aber nicht.',
    all: 'Alle Anmeldungen',
    back: 'Zurück zur Sicherheit',
    none: 'Noch hat sich niemand angemeldet.',
    method: {
      pwd: 'Mit dem Passwort angemeldet',
      otp: 'Mit einem Code per E-Mail angemeldet',
      pop: 'Mit einem Passkey angemeldet',
      other: 'Angemeldet',
    },
    failed: {
      wrong_password: 'Versuch gescheitert: falsches Passwort',
      disabled: 'Versuch gescheitert: Das Konto war gesperrt',
      unverified: 'Versuch gescheitert: Das Konto war nicht aktiviert',
      other: 'Versuch gescheitert',
    },
  },
}
