import type { BackendText } from '../contract.ts'

/** What people read when the directory knows them and they may not come in all the same. */
export const LDAP_TEXTS = {
  username: { en: 'User name', de: 'Benutzername' },
  password: { en: 'Password', de: 'Passwort' },
  name: { en: 'Company account', de: 'Firmenkonto' },
  several: {
    en: 'The directory has several accounts for what you typed. Ask your administrators to tell them apart.',
    de: 'Im Verzeichnis passen mehrere Konten zu Ihrer Eingabe. Bitten Sie Ihre Administration, sie zu unterscheiden.',
  },
  disabled: {
    en: 'Your account in the directory is disabled.',
    de: 'Ihr Konto im Verzeichnis ist deaktiviert.',
  },
  expired: {
    en: 'Your account in the directory has expired.',
    de: 'Ihr Konto im Verzeichnis ist abgelaufen.',
  },
  passwordExpired: {
    en: 'Your password in the directory has expired. Change it there, then log in here.',
    de: 'Ihr Passwort im Verzeichnis ist abgelaufen. Ändern Sie es dort und melden Sie sich dann hier an.',
  },
  passwordMustChange: {
    en: 'The directory asks you to change your password first. Change it there, then log in here.',
    de: 'Das Verzeichnis verlangt zuerst ein neues Passwort. Ändern Sie es dort und melden Sie sich dann hier an.',
  },
  noIdentifier: {
    en: 'Your account in the directory has no permanent name. Ask your administrators.',
    de: 'Ihr Konto im Verzeichnis hat keine dauerhafte Kennung. Fragen Sie Ihre Administration.',
  },
  noEmail: {
    en: 'Your account in the directory has no usable email address. Ask your administrators.',
    de: 'Ihr Konto im Verzeichnis hat keine brauchbare E-Mail-Adresse. Fragen Sie Ihre Administration.',
  },
  severalEmails: {
    en: 'Your account in the directory has several email addresses. Ask your administrators to leave one.',
    de: 'Ihr Konto im Verzeichnis hat mehrere E-Mail-Adressen. Bitten Sie Ihre Administration, eine davon festzulegen.',
  },
  noGroup: {
    en: 'You are in none of the groups of the directory that may log in here.',
    de: 'Sie gehören zu keiner der Gruppen im Verzeichnis, die sich hier anmelden dürfen.',
  },
  somebodyElse: {
    en: 'This is another account than the one that you are logged in with.',
    de: 'Das ist ein anderes Konto als das, mit dem Sie angemeldet sind.',
  },
} as const satisfies Record<string, BackendText>
