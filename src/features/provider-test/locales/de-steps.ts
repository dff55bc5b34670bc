import type { SameTexts } from '../../../platform/i18n/i18n.ts'
import type { steps as english } from './en-steps.ts'

export const steps: SameTexts<typeof english> = {
  step: {
    address: {
      good: 'Die Adresse antwortet über eine sichere Verbindung',
      bad: 'Die Adresse antwortet nicht über eine sichere Verbindung',
      open: 'Adresse',
    },
    discovery: {
      good: 'Das Discovery-Dokument ist vollständig',
      bad: 'Das Discovery-Dokument ist nicht brauchbar',
      open: 'Discovery-Dokument',
    },
    keys: {
      good: 'Die Schlüssel sind veröffentlicht',
      bad: 'Die Schlüssel lassen sich nicht lesen',
      open: 'Veröffentlichte Schlüssel',
    },
    pkce: { good: 'Der Anbieter kündigt PKCE an', bad: 'Der Anbieter kündigt PKCE nicht an', open: 'PKCE' },
    client: {
      good: 'Der Anbieter akzeptiert unsere Client-ID und das Secret',
      bad: 'Client-ID und Secret sind nicht bestätigt',
      open: 'Client-ID und Secret',
    },
    login: {
      good: 'Die Testanmeldung kam mit einem Code zurück',
      bad: 'Die Testanmeldung kam nicht mit einem Code zurück',
      open: 'Testanmeldung',
    },
    exchange: {
      good: 'Der Code wurde gegen Tokens getauscht',
      bad: 'Der Code ließ sich nicht gegen Tokens tauschen',
      open: 'Code gegen Tokens',
    },
    signature: {
      good: 'Das ID-Token ist vom Anbieter unterschrieben',
      bad: 'Die Unterschrift des ID-Tokens lässt sich nicht prüfen',
      open: 'Unterschrift des ID-Tokens',
    },
    token: {
      good: 'Das ID-Token ist für uns und für diese Anmeldung',
      bad: 'Das ID-Token ist nicht in Ordnung',
      open: 'ID-Token',
    },
    userinfo: {
      good: 'Userinfo handelt von derselben Person',
      bad: 'Userinfo ist nicht brauchbar',
      open: 'Userinfo',
    },
    email: {
      good: 'Die Claims enthalten eine E-Mail-Adresse',
      bad: 'Die Claims enthalten keine brauchbare E-Mail-Adresse',
      open: 'E-Mail-Adresse',
    },
    name: { good: 'Die Claims enthalten einen Namen', bad: 'Die Claims enthalten keinen Namen', open: 'Name' },
    account: {
      good: 'Was mit dem Konto geschähe',
      bad: 'Diese Person käme nicht hinein',
      open: 'Was mit dem Konto geschähe',
    },
    rules: { good: 'Regeln für Claims', bad: 'Regeln für Claims', open: 'Regeln für Claims' },
    logout: {
      good: 'Die Abmeldung passt zu dem, was der Anbieter kann',
      bad: 'Der Anbieter bietet eine eingeschaltete Abmeldung nicht an',
      open: 'Abmeldung beim Anbieter',
    },
  },
  note: {
    plain:
      'Sie wird über http erreicht, ohne Verschlüsselung. Das ist nur für Tests gedacht: Echte Anmeldungen brauchen https.',
    kids_one: '{{count}} Schlüssel: {{kids}}',
    kids_other: '{{count}} Schlüssel: {{kids}}',
    pkce: 'Wir benutzen es trotzdem, und fast jede Software kommt damit zurecht. Endet die Anmeldung nach dem Formular des Anbieters, ist seine Software zu alt dafür: Sagen Sie es den Leuten, die ihn betreiben.',
    pkcePlain:
      'Er nennt andere Verfahren als S256, das wir immer benutzen. Endet die Anmeldung nach dem Formular des Anbieters, bitten Sie die Leute, die ihn betreiben, um S256.',
    client: {
      accepted: 'Mit einem ausgedachten Code um Tokens gebeten, lehnte er nur den Code ab (invalid_grant).',
      refused: 'Mit einem ausgedachten Code um Tokens gebeten, lehnte er uns ab, ehe er den Code ansah ({{error}}).',
      unclear:
        'Mit einem ausgedachten Code um Tokens gebeten, antwortete er {{error}}. Das sagt nicht, ob das Secret stimmt; die Anmeldung sagt es.',
      careless:
        'Er gab Tokens für einen ausgedachten Code, prüft Codes also nicht. Sagen Sie das denen, die ihn betreiben.',
      none: 'Es gibt kein Secret: Allein PKCE schützt die Anmeldung.',
    },
    accountsOff:
      'Kundenkonten sind ausgeschaltet, deshalb kann sich niemand anmelden. Schalten Sie sie in den Einstellungen der Kundenkonten ein und testen Sie erneut.',
    noUserinfo: 'Der Anbieter wurde nicht nach mehr gefragt: Alles, was er sagt, steht im ID-Token.',
    signedWith: 'Unterschrieben mit dem Schlüssel {{kid}}.',
    unknownKey:
      'Das Token nennt den Schlüssel {{kid}}, in der Liste der Schlüssel steht aber nur {{kids}}. Der Anbieter hat seinen Schlüssel gewechselt und den neuen nicht veröffentlicht.',
    badSignature:
      'Das Token nennt den Schlüssel {{kid}}. Er ist veröffentlicht, aber die Unterschrift stammt nicht von ihm. Veröffentlicht sind: {{kids}}.',
    emailVerified: 'Der Anbieter sagt, dass er die Adresse bestätigt hat.',
    emailTrusted:
      'Der Anbieter sagt nichts darüber, ob er die Adresse bestätigt hat. Nach Ihren Einstellungen wird ihr vertraut.',
    email: {
      silent: 'Der Anbieter sagt nicht, ob er die Adresse bestätigt hat: {{claim}} fehlt.',
      unverified: 'Der Anbieter sagt, dass er die Adresse nicht bestätigt hat ({{claim}}).',
    },
    emailConfirmed: 'Wer neu ist, muss sie erst mit einer Mail von uns bestätigen.',
    emailAsked: 'Wer neu ist, wird nach einer Adresse gefragt und bestätigt sie mit einer Mail von uns.',
    nameUnset: 'Für keinen Teil des Namens ist ein Claim eingestellt. Kunden müssen ihn selbst eintippen.',
    nameMissing:
      'Keiner der Claims, die für den Namen eingestellt sind, ist angekommen. Kunden müssen ihn selbst eintippen.',
    nameParts: 'Nicht gesendet: {{claims}}.',
    inactive: 'Der Anbieter ist noch nicht aktiv: Kunden sehen seinen Knopf nicht.',
    noRules: 'Es gibt keine.',
    rules_one: '{{count}} von {{total}} Regeln trifft zu.',
    rules_other: '{{count}} von {{total}} Regeln treffen zu.',
    logoutUnused: 'Keine ist eingeschaltet: Wer sich hier abmeldet, bleibt dort angemeldet.',
    logout: {
      rp_initiated: 'Eine Abmeldung hier kann die Sitzung dort beenden.',
      back_channel: 'Abmeldungen dort können Sitzungen hier beenden, von Server zu Server.',
      front_channel: 'Abmeldungen dort können die Sitzung des Browsers hier beenden.',
    },
    logoutMissing: {
      rp_initiated: 'Er nennt keinen end_session_endpoint: Eine Abmeldung hier kann die Sitzung dort nicht beenden.',
      back_channel: 'Er kündigt Back-Channel-Logout nicht an: Abmeldungen dort beenden hier keine Sitzungen.',
      front_channel:
        'Er kündigt Front-Channel-Logout nicht an: Abmeldungen dort beenden hier nicht die Sitzung des Browsers.',
    },
  },
  account: {
    known: 'Diese Person ist bekannt: Sie würde in ihrem Konto angemeldet.',
    linked: 'Ein Konto mit dieser E-Mail-Adresse würde ohne Rückfrage verknüpft und geöffnet.',
    created: 'Ein neues Konto würde angelegt.',
    prove:
      'Es gibt ein Konto mit dieser E-Mail-Adresse. Die Person müsste beweisen, dass es ihres ist, dann würde es verknüpft.',
    confirm_email: 'Die Person müsste die E-Mail-Adresse erst mit einer Mail von uns bestätigen.',
    ask_email: 'Die Person würde erst nach einer E-Mail-Adresse gefragt.',
  },
  check: {
    answer: {
      state: 'State ist der, der gesendet wurde',
      issuer: 'Die Antwort kommt von dem Anbieter, der gefragt wurde',
      error: 'Der Anbieter hat nicht abgelehnt',
      code: 'Die Antwort enthält einen Code',
    },
    id_token: {
      type: 'Es ist ein ID-Token',
      algorithm: 'Sein Verfahren der Unterschrift wird angenommen',
      signature: 'Es ist mit einem veröffentlichten Schlüssel unterschrieben',
      iss: 'Issuer (iss)',
      aud: 'Für diesen Client gemacht (aud)',
      azp: 'Für diesen Client gemacht (azp)',
      exp: 'Noch nicht abgelaufen (exp)',
      iat: 'Vor jetzt gemacht (iat)',
      nbf: 'Schon gültig (nbf)',
      nonce: 'Für diese Anmeldung gemacht (nonce)',
      sub: 'Nennt die Person (sub)',
      at_hash: 'Passt zum Access-Token (at_hash)',
      c_hash: 'Passt zum Code (c_hash)',
      auth_time: 'Die Anmeldung ist frisch (auth_time)',
    },
    userinfo: {
      sub: 'Dieselbe Person wie im ID-Token (sub)',
      audience: 'Für diesen Client gemacht (aud)',
    },
  },
  found: {
    good: '{{label}}: {{found}}',
    bad: '{{label}}: erwartet {{expected}}, gefunden {{found}}',
    badAlone: '{{label}}: gefunden {{found}}',
  },
}
