import type { SameTexts } from '../../../platform/i18n/i18n.ts'
import type { customerIdentities as english } from './en.ts'

export const customerIdentities: SameTexts<typeof english> = {
  lastWayIn: 'Niemand könnte sich an diesem Konto mehr anmelden. Setzen Sie zuerst ein Passwort.',
  mail: {
    reason: 'Grund: {{reason}}',
    linked: {
      subject: 'Sie können sich jetzt mit {{provider}} anmelden',
      preheader: 'Ihr Konto bei {{organizer}} wurde am {{when}} verbunden.',
      title: 'Mit {{provider}} verbunden',
      text: 'Seit {{when}} ist Ihr Konto bei {{organizer}} mit {{provider}} verbunden: Wer sich dort als Sie anmeldet, kommt in dieses Konto.\n\nWaren Sie das nicht, entfernen Sie die Verbindung und ändern Sie Ihr Passwort.',
      button: 'Anmeldewege ansehen',
      closing: 'Waren Sie es selbst, ist nichts zu tun.',
    },
    removed: {
      subject: 'Sie melden sich nicht mehr mit {{provider}} an',
      preheader: 'Die Verbindung wurde am {{when}} entfernt.',
      title: '{{provider}} ist nicht mehr verbunden',
      text: 'Am {{when}} wurde die Verbindung Ihres Kontos mit {{provider}} entfernt. Ihr Konto bei {{organizer}}, Ihre Bestellungen und Ihre Mitgliedschaften bleiben.',
      button: 'Anmeldewege ansehen',
      closing: 'Haben Sie das nicht erwartet, schreiben Sie an {{organizer}}.',
    },
    moved: {
      subject: 'Ihr Konto hat eine neue E-Mail-Adresse',
      preheader: '{{provider}} sagt, dass Ihre Adresse jetzt {{new_email}} ist.',
      title: 'Eine neue Adresse für Ihr Konto',
      text: '{{provider}} sagt, dass Ihre Adresse jetzt {{new_email}} ist. Deshalb hat Ihr Konto bei {{organizer}} seit {{when}} diese Adresse statt {{old_email}}. Sie melden sich weiter mit {{provider}} an.',
      button: 'Mein Konto ansehen',
      closing: 'Ist das nicht Ihre Adresse, sagen Sie es {{provider}} und {{organizer}}.',
    },
  },
  personal: {
    title: 'Anmeldungen über SSO-Anbieter',
    goes_one: 'Die Verbindung mit einem SSO-Anbieter',
    goes_other: 'Die Verbindungen mit {{count}} SSO-Anbietern',
  },
  own: {
    connected: 'Verbunden seit {{day}}',
    connectedAs: 'Verbunden als {{email}} seit {{day}}',
    neverUsed: 'noch nicht benutzt',
    lastUsed: 'zuletzt benutzt {{when}}',
    inactive: 'von {{organizer}} abgeschaltet',
    notConnectedHint: 'Verbinden Sie es, um sich auch damit anzumelden.',
    connect: 'Verbinden',
    remove: 'Entfernen',
    removeTitle: 'Die Verbindung mit {{provider}} entfernen?',
    removeText:
      'Sie können sich nicht mehr mit {{provider}} anmelden, bis Sie es wieder verbinden. Geräte, auf denen Sie sich damit angemeldet haben, werden abgemeldet.',
    removeHere: 'Sie haben sich hier damit angemeldet; auch dieses Gerät wird abgemeldet.',
    removeKeeps: 'Ihr Konto, Ihre Bestellungen und Ihre Mitgliedschaften bleiben.',
    removeSubmit: 'Verbindung entfernen',
    lastTitle: '{{provider}} ist Ihr einziger Weg, sich anzumelden',
    lastText:
      'Würde die Verbindung jetzt entfernt, könnten Sie sich nicht mehr anmelden. Setzen Sie zuerst ein Passwort, oder verbinden Sie einen anderen Anbieter.',
    lastTextNoPassword:
      'Würde die Verbindung jetzt entfernt, könnten Sie sich nicht mehr anmelden. Verbinden Sie zuerst einen anderen Anbieter, oder fragen Sie {{organizer}}.',
    setPassword: 'Passwort setzen',
    removed: '{{provider}} ist nicht mehr verbunden.',
    gone: 'Die Verbindung war schon entfernt.',
    otherEmail: '{{provider}} nennt {{email}} als Ihre Adresse. Die Adresse Ihres Kontos bleibt {{present}}.',
  },
  owned: {
    reason: 'Das bestimmt {{provider}}.',
    change: 'Dort ändern',
    changeThere: 'Ändern Sie es dort und melden Sie sich neu an.',
    back: 'Zurück zu „Sicherheit“',
  },
  office: {
    title: 'Anmeldungen über SSO-Anbieter',
    none: 'Mit keinem SSO-Anbieter verbunden.',
    lastUsed: 'Letzte Anmeldung {{when}}',
    neverUsed: 'Noch nicht angemeldet',
    details: 'Einzelheiten',
    subject: 'Externe ID dort',
    email: 'Adresse dort',
    issuer: 'Issuer',
    since: 'Verbunden seit',
    lastLogin: 'Letzte Anmeldung',
    owned: 'Bestimmt der Anbieter',
    ownedNone: 'Nichts',
    field: { email: 'E-Mail', name: 'Name', phone: 'Telefon', locale: 'Sprache' },
    claims: 'Zuletzt empfangene Claims',
    claimsText:
      'Was der Anbieter bei der letzten Anmeldung gesendet hat. Mit diesen Werten arbeiten Regeln und Zuordnung.',
    claimsNone: 'Es sind keine Claims aufbewahrt.',
    claimsHidden: 'Wer Anmeldungen über SSO-Anbieter sehen darf, sieht hier die Claims.',
    other:
      'Der Anbieter nennt {{email}}, bürgt aber nicht dafür, oder jemand anderes hat diese Adresse. Dieses Konto behält seine eigene.',
    of: 'So meldet sich {{customer}} mit diesem SSO-Anbieter an',
    offChip: 'abgeschaltet',
    notice: 'Die Person bekommt eine E-Mail darüber.',
    off: 'Dieser SSO-Anbieter ist abgeschaltet: Niemand meldet sich damit an.',
    unlink: 'Verbindung lösen',
    convert: 'Auf Anmeldung per E-Mail umstellen',
    unlinkTitle: 'Die Verbindung mit {{provider}} lösen?',
    unlinkText:
      'Die nächste Anmeldung mit {{provider}} gilt als die einer unbekannten Person. Sitzungen, die damit begonnen wurden, enden jetzt. Konto, Bestellungen und Mitgliedschaften bleiben.',
    unlinkLast:
      'Es ist der einzige Weg, auf dem sich diese Person anmelden kann. Stellen Sie stattdessen auf Anmeldung per E-Mail um, sonst ist sie ausgesperrt.',
    convertTitle: 'Auf Anmeldung per E-Mail umstellen?',
    convertText:
      'Die Verbindung mit {{provider}} endet, und ein Link zum Festlegen eines Passworts geht an {{email}}. Sitzungen, die mit {{provider}} begonnen wurden, enden jetzt. Konto, Bestellungen und Mitgliedschaften bleiben.',
    reason: 'Grund',
    reasonHint: 'Er steht in der Nachricht an die Person und im Verlauf.',
    unlinkSubmit: 'Verbindung lösen',
    convertSubmit: 'Umstellen und Link senden',
    unlinked: '{{provider}} ist nicht mehr mit dieser Person verbunden.',
    converted:
      'Die Person meldet sich jetzt per E-Mail an. Ein Link zum Festlegen eines Passworts ist unterwegs an {{email}}.',
    tooLong: 'Höchstens {{max}} Zeichen',
    tooMany: 'An diese Adresse wurden schon mehrere Links gesendet. Versuchen Sie es in {{count}} Minuten wieder.',
  },
}
