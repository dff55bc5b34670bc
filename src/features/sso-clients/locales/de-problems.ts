import type { SameTexts } from '../../../platform/i18n/i18n.ts'
import type { problems as english } from './en-problems.ts'

export const problems: SameTexts<typeof english> = {
  address: {
    tooLong: 'Die Adresse ist zu lang: höchstens 2000 Zeichen.',
    characters:
      'Eine Adresse hat keine Leerzeichen, Anführungszeichen oder Sonderzeichen. Schreiben Sie %20 und so weiter.',
    notAbsolute: 'Das ist keine vollständige Adresse. Ein Beispiel ist https://app.example.com/callback.',
    fragment: 'Eine Adresse hat kein # und nichts dahinter.',
    credentials: 'Eine Adresse hat keinen Benutzernamen und kein Passwort.',
    wildcard: 'Adressen werden genau verglichen, ein * hat darin keine Bedeutung.',
    insecure: 'http gibt es nur für http://127.0.0.1, http://[::1] und http://localhost. Nehmen Sie https.',
    scheme: 'Die Adresse beginnt mit https://.',
    pageScheme: 'Die Adresse beginnt mit https:// oder http://.',
    onlyHttps: 'Die Adresse beginnt mit https://, auf jedem Host.',
    privateScheme: 'Die Adresse beginnt mit https://.',
    reserved: 'Eine Adresse enthält nicht code, state, error oder andere Parameter der Antwort.',
  },
  line: {
    tooLong: 'Zeile {{line}} ist zu lang: höchstens 2000 Zeichen.',
    characters:
      'Zeile {{line}} enthält Leerzeichen, Anführungszeichen oder Sonderzeichen. Schreiben Sie %20 und so weiter: {{uri}}',
    notAbsolute:
      'Zeile {{line}} ist keine vollständige Adresse: {{uri}}. Ein Beispiel ist https://app.example.com/callback.',
    fragment: 'Zeile {{line}} enthält ein #. Entfernen Sie es und was danach kommt: {{uri}}',
    credentials: 'Zeile {{line}} hat einen Benutzernamen oder ein Passwort vor dem Host. Entfernen Sie es.',
    wildcard: 'Zeile {{line}} enthält ein *. Adressen werden genau verglichen, schreiben Sie jede einzeln: {{uri}}',
    insecure:
      'Zeile {{line}} nutzt http; das gibt es nur für http://127.0.0.1, http://[::1] und http://localhost. Nehmen Sie https: {{uri}}',
    scheme:
      'Zeile {{line}} beginnt nicht mit https://. Eine App auf dem Telefon darf ein eigenes Schema mit Punkt nutzen, etwa com.example.app:/callback: {{uri}}',
    privateScheme:
      'Zeile {{line}} hat ein eigenes Schema. Jede App auf einem Telefon könnte es an sich ziehen, daher ist es nur für öffentliche Clients: {{uri}}',
    reserved:
      'Zeile {{line}} enthält einen Parameter der Antwort, etwa code, state oder error. Entfernen Sie ihn: {{uri}}',
  },
  keys: {
    notJson:
      'Das lässt sich nicht als JSON Web Keys lesen. Ein Beispiel ist {"keys":[{"kty":"EC","crv":"P-256","x":"…","y":"…","kid":"1"}]}.',
    pem: 'Das ist PEM. Tragen Sie den öffentlichen Schlüssel als JSON Web Key ein; die meisten Bibliotheken können ihn so ausgeben („JWK“).',
    none: 'Die Liste der Schlüssel ist leer. Tragen Sie mindestens einen öffentlichen Schlüssel ein.',
    tooMany: 'Es sind höchstens {{max}} Schlüssel.',
    tooLong: 'Die Schlüssel sind zu lang: höchstens 60.000 Zeichen.',
    symmetric:
      'Schlüssel {{number}} ist ein geteiltes Geheimnis (oct). Tragen Sie einen öffentlichen Schlüssel der Art EC, OKP oder RSA ein.',
    private:
      'Schlüssel {{number}} enthält seinen privaten Teil ({{member}}). Erzeugen Sie ein neues Paar, lassen Sie den privaten Schlüssel in der App und tragen Sie hier nur den öffentlichen ein.',
    unknownType:
      'Schlüssel {{number}} ist von der Art {{type}}, die hier nicht bekannt ist. Bekannt sind EC, OKP und RSA.',
    incomplete: 'Schlüssel {{number}} ist nicht vollständig: {{member}} fehlt oder ist kein Text.',
    shortRsa: 'Schlüssel {{number}} ist zu kurz: Ein RSA-Schlüssel hat mindestens 2048 Bit.',
    noKid: 'Bei mehreren Schlüsseln braucht jeder einen eigenen Namen: Ergänzen Sie überall „kid“.',
    kidTwice: 'Zwei Schlüssel heißen „{{kid}}“. Geben Sie jedem ein eigenes „kid“.',
    both: 'Tragen Sie die Schlüssel oder ihre Adresse ein, nicht beides.',
    neededForMethod:
      'Um sich mit private_key_jwt auszuweisen, braucht die App einen Schlüssel. Tragen Sie ihre öffentlichen Schlüssel oder deren Adresse ein.',
    neededForRequests:
      'Um unterschriebene Anfragen zu prüfen, tragen Sie die öffentlichen Schlüssel der App oder deren Adresse ein.',
    noneFits: 'Keiner der Schlüssel kann mit {{algs}} unterschreiben.',
  },
  highSecurity: {
    confidential: '„Hohe Sicherheit“ ist für vertrauliche Clients: Ein öffentlicher kann sich nicht ausweisen.',
    method: 'Mit „Hohe Sicherheit“ weist sich die App mit private_key_jwt aus.',
    codeOnly: 'Mit „Hohe Sicherheit“ gibt es nur den Response-Typ code.',
    tokenAlg: 'Mit „Hohe Sicherheit“ unterschreibt Foyer mit ES256 oder EdDSA.',
    clientAlg: 'Mit „Hohe Sicherheit“ unterschreibt die App mit PS256, ES256 oder EdDSA.',
  },
  bounds: {
    access_token_lifetime: 'Ein Access-Token lebt mindestens 1 Minute und höchstens 24 Stunden.',
    id_token_lifetime: 'Ein ID-Token lebt mindestens 1 Minute und höchstens 24 Stunden.',
    refresh_idle_lifetime: 'Ein ungenutztes Refresh-Token lebt mindestens 1 Stunde und höchstens 365 Tage.',
    refresh_absolute_lifetime:
      'Eine neue Anmeldung ist frühestens nach 1 Stunde und spätestens nach 3.650 Tagen nötig.',
    default_max_age: 'Tragen Sie eine ganze Zahl ein, höchstens 3.650 Tage, oder lassen Sie das Feld leer.',
  },
  errors: {
    noName: 'Geben Sie der App einen Namen.',
    longName: 'Der Name hat höchstens {{max}} Zeichen.',
    controlCharacters: 'Der Name enthält Zeichen, die sich nicht anzeigen lassen.',
    noRedirectUri: 'Tragen Sie mindestens eine Adresse ein, zu der es nach der Anmeldung zurückgeht.',
    tooMany: 'Es sind höchstens {{max}} Adressen.',
    unknownWord: '„{{typed}}“ ist hier nicht bekannt. Bekannt sind: {{known}}.',
    chooseOne: 'Wählen Sie mindestens eins.',
    noOpenid: 'openid muss dabei sein.',
    publicMethod: 'Ein öffentlicher Client hat kein Geheimnis: Seine Methode ist none.',
    confidentialMethod: 'Ein vertraulicher Client weist sich aus: none ist für öffentliche Clients.',
    noSecret: 'Dieser Client hat kein Geheimnis.',
    overlap: 'Das alte Geheimnis gilt höchstens 7 Tage.',
    wholeNumber: 'Tragen Sie eine ganze Zahl ein.',
    absoluteTooShort: 'Das kann nicht kürzer sein als die Zeit, die ein ungenutztes Refresh-Token lebt.',
    sectorForHosts:
      'Die Redirect-URIs haben mehrere Hosts ({{hosts}}). Nennen Sie für pairwise das Dokument, das sie alle aufführt.',
    sectorForOwnScheme:
      'Eine Redirect-URI mit eigenem Schema hat keinen Host. Nennen Sie für pairwise das Dokument, das sie aufführt.',
    sectorUnreadable:
      'Das Dokument ließ sich nicht lesen. Es ist eine JSON-Liste von Adressen, mit dem Status 200 beantwortet.',
    sectorMisses: 'Das Dokument führt {{uri}} nicht auf. Ergänzen Sie es dort und speichern Sie dann noch einmal.',
    dpopFrontChannel:
      'Ein Access-Token im Browser lässt sich nicht an einen Schlüssel binden. Lassen Sie die Response-Typen mit „token“ weg.',
    contact: '„{{contact}}“ ist keine E-Mail-Adresse.',
    tooManyContacts: 'Es sind höchstens {{max}} Ansprechpersonen.',
    logoType: 'Das Logo ist ein Bild der Art PNG, JPEG oder WebP.',
    logoSize: 'Das Logo hat höchstens 512 KB.',
    badForm: 'Das Formular war nicht lesbar. Senden Sie es noch einmal.',
  },
}
