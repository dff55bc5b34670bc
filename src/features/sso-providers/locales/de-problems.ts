import type { SameTexts } from '../../../platform/i18n/i18n.ts'
import type { bad as badEn, discovery as discoveryEn } from './en-problems.ts'

export const bad: SameTexts<typeof badEn> = {
  word: '„{{typed}}“ ist keines von: {{known}}.',
  long: 'Das ist zu lang: höchstens {{max}} Zeichen.',
  invisible: 'Das enthält unsichtbare Zeichen. Tippen Sie es ein, statt es einzufügen.',
  needed: 'Das wird gebraucht.',
  preset: '„{{typed}}“ ist keine bekannte Art von Anbieter.',
  many: 'Es gibt schon {{max}} SSO-Anbieter. Löschen Sie einen, der nicht benutzt wird.',
  changedMeanwhile: 'Jemand anders hat den Anbieter gleichzeitig geändert. Laden Sie die Seite neu.',
  slug: 'Die Kurzform hat 2 bis {{max}} Kleinbuchstaben, Ziffern und Bindestriche und beginnt und endet mit Buchstabe oder Ziffer.',
  slugReserved: '„{{slug}}“ ist die Adresse einer anderen Seite. Wählen Sie eine andere Kurzform.',
  slugTaken: 'Ein anderer Anbieter hat die Kurzform „{{slug}}“.',
  slugFixed:
    'Die Kurzform gehört zur Rücksprungadresse und lässt sich nicht ändern. Legen Sie stattdessen einen weiteren Anbieter an.',
  nameMissing: 'Geben Sie in mindestens einer Sprache einen Namen ein.',
  address: 'Das ist keine vollständige Adresse. Ein Beispiel ist https://login.example.org.',
  pageHttps: 'Die Adresse einer Seite beginnt mit https:// und hat weder Benutzernamen noch Passwort.',
  issuerMissing:
    'Geben Sie die Issuer-URL ein. Die Anleitung des Anbieters nennt sie Issuer, Authority oder Discovery-URL.',
  issuerPlaceholder: 'Ersetzen Sie, was in Klammern steht, durch den Namen oder die Nummer, die Sie dort haben.',
  issuerQuery: 'Eine Issuer-URL hat kein ? und kein #.',
  issuerUser: 'Eine Issuer-URL hat weder Benutzernamen noch Passwort.',
  clientIdMissing: 'Geben Sie die Client-ID ein, die Sie vom Anbieter haben.',
  secretMissing:
    'Geben Sie das Client-Geheimnis ein, das Sie vom Anbieter haben, oder wählen Sie eine andere Anmeldung des Clients.',
  secretAgain:
    'Die Issuer-URL ist jetzt eine andere. Geben Sie das Client-Geheimnis noch einmal ein, damit es niemand versehentlich bekommt.',
  keyMissing: 'Geben Sie den privaten Schlüssel ein: den ganzen Inhalt der Datei AuthKey_….p8.',
  keyPem:
    'Das ist nicht der private Schlüssel, den Apple ausgibt: eine Datei, die mit -----BEGIN PRIVATE KEY----- beginnt.',
  keyJwk:
    'Das ist kein privater JSON Web Key mit kty, alg und d. Lassen Sie das Feld leer, damit ein Schlüssel erzeugt wird.',
  scopeOpenid: 'Der Scope muss openid enthalten.',
  scopeCharacters:
    'Ein Scope hat keine Anführungszeichen, umgekehrten Schrägstriche oder Sonderzeichen. Trennen Sie mehrere durch Leerzeichen.',
  claim:
    '„{{typed}}“ benennt keinen Claim. Schreiben Sie einen Namen oder einen Pfad wie address.country oder phones[0].value.',
  claimMissing: 'Geben Sie den Namen dieses Claims ein. Ohne ihn lässt sich niemand wiedererkennen.',
  namePart: '„{{typed}}“ ist kein Teil eines Namens.',
  newIdentities_one: '{{count}} Kunde würde nicht mehr erkannt. Bestätigen Sie, dass Sie das möchten.',
  newIdentities_other: '{{count}} Kunden würden nicht mehr erkannt. Bestätigen Sie, dass Sie das möchten.',
  paramOwn: '„{{name}}“ setzt die Anmeldung selbst; es lässt sich nicht ersetzen.',
  paramTwice: '„{{name}}“ kommt zweimal vor.',
  paramName: '„{{name}}“ kann kein Parameter heißen. Schreiben Sie Parameter als name=wert, verbunden mit &.',
  paramPrompt: 'Mit prompt=none könnte sich niemand anmelden, der beim Anbieter nicht schon angemeldet ist.',
  paramsMany: 'Es kann höchstens {{max}} Parameter geben.',
  iconSize: 'Das Symbol ist zu groß: höchstens 128 KiB.',
  iconType: 'Das Symbol muss ein Bild in PNG, JPEG oder WebP sein.',
  moveSame: 'Wählen Sie einen anderen Anbieter.',
  moveIssuer: 'Nur ein Anbieter mit der Issuer-URL {{issuer}} kennt dieselben Personen.',
  moveClaim: 'Der andere Anbieter kennt Personen am Claim „{{other}}“, dieser an „{{claim}}“.',
}

export const discovery: SameTexts<typeof discoveryEn> = {
  unreachable:
    '{{url}} lässt sich nicht lesen: Der Server antwortet nicht. Prüfen Sie die Adresse, und ob der Anbieter läuft.',
  unknownHost: '{{url}} lässt sich nicht lesen: Den Namen des Servers gibt es nicht. Prüfen Sie die Schreibweise.',
  tls: '{{url}} lässt sich nicht lesen: Das Zertifikat des Servers ist ungültig oder nicht vertrauenswürdig.',
  timeout:
    '{{url}} lässt sich nicht lesen: Die Antwort hat zu lange gedauert. Versuchen Sie es noch einmal, oder prüfen Sie, ob der Anbieter überlastet ist.',
  tooLarge: '{{url}} lässt sich nicht lesen: Die Antwort ist zu lang für die Beschreibung eines Anbieters.',
  badStatus: '{{url}} lässt sich nicht lesen: Die Antwort hat den Status {{status}}. Prüfen Sie die Issuer-URL.',
  redirect:
    '{{url}} führt zu einer anderen Adresse; dem wird nicht gefolgt. Geben Sie die Issuer-URL genau so ein, wie der Anbieter sie nennt.',
  notJson: '{{url}} antwortet nicht mit einer Beschreibung in JSON. Prüfen Sie die Issuer-URL.',
  privateAddress:
    '{{url}} liegt in einem privaten Netz, das nicht aufgerufen wird. Wer diese Installation betreibt, kann den Server mit FOYER_OUTGOING_ALLOW erlauben.',
  notHttps:
    'Die Issuer-URL muss mit https:// beginnen. Für einen Test kann, wer diese Installation betreibt, den Server mit FOYER_OUTGOING_ALLOW erlauben.',
  tooManyCalls: 'Es laufen gerade zu viele Aufrufe anderer Server. Versuchen Sie es in einer Minute noch einmal.',
  insecureEndpoint: 'Die Beschreibung des Anbieters unter {{url}} nennt eine Adresse ohne https: {{endpoint}}.',
  issuerMismatch:
    'Der Anbieter nennt sich selbst „{{found}}“. Geben Sie genau das als Issuer-URL ein, mit oder ohne Schrägstrich am Ende.',
  endpointMissing: 'In der Beschreibung des Anbieters unter {{url}} fehlt {{endpoint}}.',
  keysMissing: 'Der Anbieter veröffentlicht keine Schlüssel, mit denen sich seine Signaturen prüfen lassen (jwks_uri).',
  codeNotSupported: 'Der Anbieter bietet den Authorization Code Flow nicht an: In response_types_supported fehlt code.',
  responseMode:
    'Der Anbieter bietet den Antwortmodus {{mode}} nicht an: Er fehlt in response_modes_supported. Wählen Sie den anderen.',
  grantType:
    'Der Anbieter bietet den Authorization Code Flow nicht an: In grant_types_supported fehlt authorization_code.',
  scopeOpenid: 'Der Scope muss openid enthalten.',
  authMethod: 'Der Anbieter nimmt diese Anmeldung des Clients nicht an ({{method}}). Er nennt: {{listed}}.',
  algorithm: 'Der Anbieter signiert so, dass es sich nicht prüfen lässt: {{algorithm}}.',
  optionMissing: 'Das fehlt: {{option}}.',
  other: 'Die Beschreibung des Anbieters unter {{url}} lässt sich nicht verwenden: {{why}}',
}
