import type { SameTexts } from '../../../platform/i18n/i18n.ts'
import type { rules as english } from './rules-en.ts'

export const rules: SameTexts<typeof english> = {
  client_id_missing: {
    why: 'Die App hat nicht gesagt, wer sie ist: client_id fehlt.',
    fix: 'Tragen Sie die Client-ID von der Seite des SSO-Clients in die Einstellungen der App ein.',
  },
  client_id_repeated: {
    why: 'Die App hat client_id mehrmals gesendet.',
    fix: 'Berichtigen Sie die App: client_id gehört einmal in die Adresse. Oft enthält schon die eingetragene Adresse des Providers eine Abfrage.',
  },
  client_id_unknown: {
    why: 'Es gibt keinen SSO-Client mit der Client-ID, die die App gesendet hat ({{sent}}).',
    fix: 'Kopieren Sie die Client-ID von der Seite des SSO-Clients in die Einstellungen der App. Wurde der Client gelöscht, legen Sie einen neuen an.',
  },
  client_id_differs: {
    why: 'Die App hat zwei verschiedene Client-IDs gesendet, eine im Authorization-Header ({{expected}}) und eine im Formular ({{sent}}).',
    fix: 'Berichtigen Sie die App: Sie sendet eine Client-ID, oder an beiden Stellen dieselbe.',
  },
  client_unknown: {
    why: 'Die App nannte eine Client-ID, die es hier nicht gibt.',
    fix: 'Kopieren Sie die Client-ID von der Seite des SSO-Clients in die Einstellungen der App. Prüfen Sie, ob die App den Issuer dieses Veranstalters verwendet.',
  },
  client_inactive: {
    why: 'Der SSO-Client ist ausgeschaltet.',
    fix: 'Schalten Sie ihn auf seiner Seite wieder ein, wenn sich Menschen mit der App anmelden sollen.',
  },
  client_is_public: {
    why: 'Die App hat ein Geheimnis gesendet, aber der SSO-Client ist öffentlich und hat keines.',
    fix: 'Entfernen Sie das Geheimnis aus den Einstellungen der App, oder machen Sie den Client vertraulich und tragen Sie das neue Geheimnis ein.',
  },
  client_secret_wrong: {
    why: 'Das Client-Geheimnis ist falsch.',
    fix: 'Kopieren Sie das Geheimnis noch einmal in die App. Hat es niemand mehr, erzeugen Sie auf der Seite des SSO-Clients ein neues. Die App darf es weder kürzen noch Sonderzeichen darin ändern.',
  },
  client_secret_missing: {
    why: 'Der SSO-Client ist vertraulich, aber die App hat kein Geheimnis gesendet.',
    fix: 'Tragen Sie das Client-Geheimnis in die Einstellungen der App ein. Eine App, die kein Geheimnis wahren kann, etwa auf einem Telefon, braucht einen öffentlichen Client.',
  },
  client_methods_mixed: {
    why: 'Die App hat sich auf mehrere Arten zugleich ausgewiesen ({{sent}}).',
    fix: 'Wählen Sie in den Einstellungen der App eine Art: die, die auf der Seite des SSO-Clients steht.',
  },
  client_basic_malformed: {
    why: 'Der Authorization-Header der App lässt sich nicht lesen.',
    fix: 'Berichtigen Sie die App: Client-ID und Geheimnis werden prozentkodiert, mit einem Doppelpunkt verbunden und in Base64 kodiert. RFC 6749, Abschnitt 2.3.1.',
  },
  client_method_differs: {
    why: 'Die App hat sich mit {{sent}} ausgewiesen; registriert ist {{expected}}.',
    fix: 'Wählen Sie in den Einstellungen der App und auf der Seite des SSO-Clients dieselbe Art.',
  },
  client_method_high_security: {
    why: 'Hohe Sicherheit verlangt Apps, die mit einem eigenen Schlüssel unterschreiben (private_key_jwt); die App verwendete {{sent}}.',
    fix: 'Stellen Sie die App auf private_key_jwt und registrieren Sie ihre öffentlichen Schlüssel, oder schalten Sie hohe Sicherheit für diesen Client aus.',
  },
  client_keys_unavailable: {
    why: 'Die öffentlichen Schlüssel der App ließen sich nicht von {{expected}} holen: {{sent}}.',
    fix: 'Die Adresse muss über https mit einem JWK-Set antworten. Oder tragen Sie die Schlüssel selbst auf der Seite des SSO-Clients ein.',
  },
  client_assertion_type: {
    why: 'client_assertion_type ist nicht der für signierte Nachweise.',
    fix: 'Berichtigen Sie die App: Sie muss {{expected}} senden.',
  },
  client_assertion_malformed: {
    why: 'Der signierte Nachweis der App lässt sich nicht lesen.',
    fix: 'Berichtigen Sie die App: client_assertion ist ein JWT, dessen sub die Client-ID ist.',
  },
  client_assertion_signature: {
    why: 'Der Nachweis ist nicht mit einem registrierten Schlüssel der App signiert, oder nicht mit {{expected}}.',
    fix: 'Registrieren Sie den öffentlichen Schlüssel, mit dem die App signiert, samt kid, oder lassen Sie die App den registrierten verwenden. Der Verbindungstest zeigt, welche Schlüssel bekannt sind.',
  },
  client_assertion_typ: {
    why: 'Der Kopf des Nachweises nennt einen typ, der nicht für Nachweise ist.',
    fix: 'Berichtigen Sie die App: typ ist JWT oder client-authentication+jwt, oder fehlt.',
  },
  client_assertion_iss: {
    why: 'iss des Nachweises ist nicht die Client-ID.',
    fix: 'Berichtigen Sie die App: iss und sub des Nachweises sind {{expected}}.',
  },
  client_assertion_sub: {
    why: 'sub des Nachweises ist nicht die Client-ID.',
    fix: 'Berichtigen Sie die App: iss und sub des Nachweises sind {{expected}}.',
  },
  client_assertion_aud: {
    why: 'Der Nachweis richtet sich an jemand anderen: sein aud ist {{sent}}.',
    fix: 'Setzen Sie aud in der App auf {{expected}}. Der Issuer mit und ohne eigene Domain sind zwei verschiedene.',
  },
  client_assertion_exp: {
    why: 'Der Nachweis hat kein exp oder gilt länger als eine Stunde.',
    fix: 'Berichtigen Sie die App: Nachweise gelten einige Minuten.',
  },
  client_assertion_expired: {
    why: 'Der Nachweis der App ist abgelaufen.',
    fix: 'Stellen Sie die Uhr des Servers, auf dem die App läuft, und lassen Sie die App für jede Anfrage einen neuen Nachweis signieren.',
  },
  client_assertion_early: {
    why: 'Der Nachweis der App gilt noch nicht.',
    fix: 'Stellen Sie die Uhr des Servers, auf dem die App läuft: Sie geht vor.',
  },
  client_assertion_jti: {
    why: 'Der Nachweis hat kein jti.',
    fix: 'Berichtigen Sie die App: Jeder Nachweis hat ein eigenes jti.',
  },
  client_assertion_replayed: {
    why: 'Der Nachweis wurde schon einmal verwendet.',
    fix: 'Berichtigen Sie die App: Jede Anfrage braucht einen neuen Nachweis mit eigenem jti.',
  },
  parameter_missing: {
    why: 'Der Parameter {{expected}} fehlt.',
    fix: 'Berichtigen Sie die App: Sie muss {{expected}} im Formular senden.',
  },
  parameter_repeated: {
    why: 'Ein Parameter wurde mehrmals gesendet: {{sent}}.',
    fix: 'Berichtigen Sie die App. Oft enthält eine Adresse in ihren Einstellungen schon eine Abfrage mit diesem Parameter.',
  },
  parameter_too_long: {
    why: 'Ein Parameter ist zu lang: {{sent}}.',
    fix: 'Kürzen Sie, was die App sendet. Was sie in state aufbewahrt, bewahrt sie besser bei sich auf.',
  },
  grant_type_unsupported: {
    why: 'Die App verlangte den Grant-Typ {{sent}}, den es hier nicht gibt.',
    fix: 'Stellen Sie die App auf einen von: {{expected}}. Passwörter von Kunden bekommt keine App.',
  },
  grant_type_not_registered: {
    why: 'Die App verlangte den Grant-Typ {{sent}}, den ihr SSO-Client nicht hat ({{expected}}).',
    fix: 'Erlauben Sie dem Client, was er braucht: Refresh-Token den Scope offline_access, Codes einen Response-Typ mit code.',
  },
  code_unknown: {
    why: 'Der Code ist nicht bekannt oder gehört einem anderen Client.',
    fix: 'Prüfen Sie, ob die App Code und Client-ID derselben Anmeldung sendet, und zwar an den Issuer, von dem der Code kam.',
  },
  code_replayed: {
    why: 'Der Code wurde ein zweites Mal verwendet. Die Token daraus wurden beendet.',
    fix: 'Berichtigen Sie die App: Ein Code gilt für eine Anfrage. Häufige Gründe sind ein Neuladen der Seite nach der Anmeldung oder zwei Server, die dieselbe Weiterleitung beantworten. Ist es keines von beiden, wurde der Code gestohlen.',
  },
  code_revoked: {
    why: 'Die Anmeldung hinter diesem Code wurde beendet: Die Person hat sich abgemeldet, wurde deaktiviert oder hat die App getrennt.',
    fix: 'Es ist nichts zu tun. Die App schickt die Person erneut zur Anmeldung.',
  },
  code_expired: {
    why: 'Der Code kam zu spät.',
    fix: 'Die App muss den Code sofort einlösen. Er gilt etwa eine Minute.',
  },
  redirect_uri_not_of_code: {
    why: 'Die App löste den Code mit einer anderen Redirect-URI ein, als sie angefragt hatte.',
    fix: 'Senden Sie an den Token-Endpunkt dieselbe redirect_uri wie in der Anfrage, Zeichen für Zeichen.',
  },
  code_verifier_malformed: {
    why: 'code_verifier hat die falsche Form ({{sent}}).',
    fix: 'Berichtigen Sie die App: Ein Verifier hat 43 bis 128 der Zeichen A-Z a-z 0-9 - . _ ~.',
  },
  code_verifier_missing: {
    why: 'Die App begann mit PKCE und sendete keinen code_verifier.',
    fix: 'Die App muss den Verifier vom Anfang der Anmeldung bis zu ihrem Ende behalten und mit dem Code senden.',
  },
  code_verifier_unexpected: {
    why: 'Die App sendete einen code_verifier, obwohl sie ohne PKCE begann.',
    fix: 'Die App muss am Anfang der Anmeldung code_challenge und code_challenge_method=S256 senden.',
  },
  code_verifier_differs: {
    why: 'code_verifier passt nicht zur code_challenge.',
    fix: 'Die App braucht für jede Anmeldung einen eigenen Verifier; zwei Tabs dürfen sich keinen teilen. Die Challenge ist der SHA-256 des Verifiers in base64url ohne „=“.',
  },
  person_refused: {
    why: 'Die Person darf sich nicht mehr anmelden: Das Konto wurde deaktiviert oder gelöscht.',
    fix: 'Sehen Sie sich das Kundenkonto im Backoffice an, wenn das nicht gewollt war.',
  },
  refresh_unknown: {
    why: 'Das Refresh-Token ist nicht bekannt oder gehört einem anderen Client.',
    fix: 'Die App schickt die Person erneut zur Anmeldung. Prüfen Sie, ob sie nur das neueste Refresh-Token behält.',
  },
  refresh_reused: {
    why: 'Ein Refresh-Token wurde ein zweites Mal verwendet. Alle Token dieser Anmeldung wurden beendet.',
    fix: 'Die App muss das neue Refresh-Token jeder Antwort behalten und das alte nicht mehr verwenden. Zwei Server, die gleichzeitig erneuern, brauchen eine Sperre. Ist es keines von beiden, wurde das Token gestohlen.',
  },
  refresh_revoked: {
    why: 'Die Anmeldung hinter diesem Refresh-Token wurde beendet.',
    fix: 'Es ist nichts zu tun. Die App schickt die Person erneut zur Anmeldung.',
  },
  refresh_expired: {
    why: 'Das Refresh-Token ist abgelaufen.',
    fix: 'Die App schickt die Person erneut zur Anmeldung. Wie lange Refresh-Token gelten, steht auf der Seite des SSO-Clients.',
  },
  refresh_scope_wider: {
    why: 'Die App verlangte mehr Scopes ({{sent}}), als die Anmeldung bekommen hat ({{expected}}).',
    fix: 'Die App muss diese Scopes am Anfang der Anmeldung verlangen, oder scope beim Erneuern weglassen.',
  },
  dpop_key_differs: {
    why: 'Token oder Code sind an einen anderen Schlüssel gebunden, als die App nachgewiesen hat.',
    fix: 'Die App muss von der Anfrage bis zum letzten Aufruf denselben DPoP-Schlüssel verwenden.',
  },
  dpop_proof: {
    why: 'Der DPoP-Nachweis ist falsch.',
    fix: 'Was daran falsch ist, steht in der Antwort an die App. htm und htu sind Methode und Adresse genau dieser Anfrage, iat ist die jetzige Zeit.',
  },
  dpop_proof_missing: {
    why: 'Die Anfrage braucht einen DPoP-Nachweis und hat keinen.',
    fix: 'Schalten Sie DPoP in der App ein, oder auf der Seite des SSO-Clients aus.',
  },
  dpop_proof_replayed: {
    why: 'Der DPoP-Nachweis wurde schon einmal verwendet.',
    fix: 'Berichtigen Sie die App: Jede Anfrage braucht einen Nachweis mit eigenem jti, auch eine wiederholte.',
  },
  dpop_jkt_form: {
    why: 'dpop_jkt ist kein Fingerabdruck eines Schlüssels.',
    fix: 'Berichtigen Sie die App: Es ist der SHA-256-Fingerabdruck nach RFC 7638, 43 Zeichen.',
  },
  dpop_jkt_differs: {
    why: 'dpop_jkt ist ein anderer Schlüssel als der, den die vorab gesendete Anfrage nachwies.',
    fix: 'Die App muss für die ganze Anmeldung denselben DPoP-Schlüssel verwenden.',
  },
  dpop_front_token: {
    why: 'Die App verlangte ein Token durch den Browser, das sich an keinen Schlüssel binden lässt.',
    fix: 'Die App muss response_type=code verlangen.',
  },
  access_token_missing: {
    why: 'Die Anfrage hatte kein Access-Token.',
    fix: 'Die App muss „Authorization: Bearer …“ senden. Ein Proxy vor der App oder vor diesem Server kann den Header entfernen.',
  },
  access_token_malformed: {
    why: 'Das Access-Token wurde zweimal gesendet oder lässt sich nicht lesen.',
    fix: 'Berichtigen Sie die App: ein Token, im Header oder im Formular. Ein ID-Token ist kein Access-Token.',
  },
  access_token_dead: {
    why: 'Das Access-Token ist abgelaufen oder wurde beendet.',
    fix: 'Die App erneuert ihr Token oder schickt die Person erneut zur Anmeldung. Wie lange Token gelten, steht auf der Seite des SSO-Clients.',
  },
  access_token_scope: {
    why: 'Das Access-Token hat den Scope {{expected}} nicht.',
    fix: 'Die App muss den Scope {{expected}} am Anfang der Anmeldung verlangen, und die Seite des SSO-Clients muss ihn erlauben.',
  },
  access_token_is_bound: {
    why: 'Das Access-Token ist an einen Schlüssel gebunden und kam ohne Nachweis.',
    fix: 'Die App muss „Authorization: DPoP …“ mit einem Nachweis ihres Schlüssels senden.',
  },
  access_token_is_bearer: {
    why: 'Das Access-Token ist an keinen Schlüssel gebunden, kam aber mit dem Schema DPoP.',
    fix: 'Die App muss „Authorization: Bearer …“ senden, oder ihren Schlüssel nachweisen, wenn sie das Token bekommt.',
  },
  introspection_public: {
    why: 'Ein öffentlicher Client fragte nach einem Token.',
    fix: 'Das dürfen nur vertrauliche Clients. Legen Sie einen für den Dienst an, der Token prüfen muss.',
  },
  redirect_uri_differs: {
    why: 'Die Redirect-URI ist für diesen Client nicht registriert.',
    fix: 'Registrieren Sie auf der Seite des SSO-Clients genau diese Redirect-URI, wenn sie eine Adresse der App ist: {{sent}}. Sonst stellen Sie die App auf die registrierte.',
  },
  redirect_uri_missing: {
    why: 'Die App hat keine Redirect-URI genannt.',
    fix: 'Tragen Sie die Redirect-URI in die Einstellungen der App ein, zum Beispiel {{expected}}.',
  },
  redirect_uri_repeated: {
    why: 'Die App hat redirect_uri mehrmals gesendet.',
    fix: 'Berichtigen Sie die App: redirect_uri gehört einmal in die Adresse.',
  },
  response_type: {
    why: 'Den Response-Typ {{sent}} gibt es nicht.',
    fix: 'Stellen Sie die App auf {{expected}}.',
  },
  response_type_missing: {
    why: 'response_type fehlt.',
    fix: 'Berichtigen Sie die App: Sie muss {{expected}} senden.',
  },
  response_type_code_only: {
    why: 'Hohe Sicherheit erlaubt nur response_type=code; die App verlangte {{sent}}.',
    fix: 'Stellen Sie die App auf den Authorization-Code-Flow.',
  },
  response_type_not_registered: {
    why: 'Die App verlangte den Response-Typ {{sent}}; ihr SSO-Client hat {{expected}}.',
    fix: 'Stellen Sie die App auf den Authorization-Code-Flow, oder erlauben Sie den Response-Typ auf der Seite des SSO-Clients.',
  },
  response_mode: {
    why: 'Den Response-Mode {{sent}} gibt es nicht.',
    fix: 'Stellen Sie die App auf einen von {{expected}}, oder lassen Sie response_mode weg.',
  },
  response_mode_query: {
    why: 'Die App will Token in der Abfrage einer Adresse, wo Protokolle sie behielten.',
    fix: 'Stellen Sie den Response-Mode der App auf {{expected}}.',
  },
  response_mode_query_only: {
    why: 'Hohe Sicherheit erlaubt nur response_mode=query; die App verlangte {{sent}}.',
    fix: 'Lassen Sie response_mode in der App weg.',
  },
  scope_missing: {
    why: 'Die App hat keinen Scope verlangt.',
    fix: 'Stellen Sie den Scope der App auf openid, dazu profile oder email, wenn sie das braucht.',
  },
  scope_openid: {
    why: 'Der Scope openid fehlt ({{sent}}), oder der Client darf ihn nicht verlangen.',
    fix: 'Fügen Sie den Scopes der App openid hinzu. Ihr SSO-Client darf verlangen: {{expected}}.',
  },
  nonce_missing: {
    why: 'nonce fehlt; dieser Ablauf braucht sie.',
    fix: 'Berichtigen Sie die App: Sie sendet eine zufällige nonce und vergleicht sie mit der im ID-Token.',
  },
  nonce_characters: {
    why: 'nonce enthält Zeichen, die sich nicht anzeigen lassen.',
    fix: 'Berichtigen Sie die App: Buchstaben und Ziffern genügen.',
  },
  code_challenge_missing: {
    why: 'Die App sendete code_challenge_method ohne code_challenge.',
    fix: 'Berichtigen Sie die App: PKCE braucht beide.',
  },
  pkce_required: {
    why: 'Dieser Client braucht PKCE, und die App sendete keine code_challenge.',
    fix: 'Schalten Sie PKCE in der App ein (S256). Kann eine vertrauliche App das nicht, schalten Sie auf der Seite des SSO-Clients aus, dass PKCE nötig ist.',
  },
  code_challenge_method: {
    why: 'Die App verwendete PKCE mit der Methode {{sent}}; sicher ist nur {{expected}}.',
    fix: 'Stellen Sie die App auf S256.',
  },
  code_challenge_form: {
    why: 'code_challenge hat die falsche Form ({{sent}}).',
    fix: 'Berichtigen Sie die App: Die Challenge ist der SHA-256 des Verifiers in base64url ohne „=“, 43 Zeichen.',
  },
  prompt_unknown: {
    why: 'prompt enthält ein Wort, das es nicht gibt: {{sent}}.',
    fix: 'Stellen Sie die App auf eines von: {{expected}}.',
  },
  prompt_none: {
    why: 'prompt=none kam zusammen mit anderen Wörtern: {{sent}}.',
    fix: 'Berichtigen Sie die App: none steht allein.',
  },
  max_age: {
    why: 'max_age ist keine Anzahl von Sekunden: {{sent}}.',
    fix: 'Berichtigen Sie die App: eine ganze Zahl von Sekunden, zum Beispiel 3600.',
  },
  claims_form: {
    why: 'Der Parameter claims lässt sich nicht lesen.',
    fix: 'Berichtigen Sie die App: Er ist ein JSON-Objekt nach OpenID Connect Core, Abschnitt 5.5.',
  },
  claims_userinfo: {
    why: 'claims verlangt Userinfo, aber der Response-Typ gibt kein Access-Token.',
    fix: 'Die App muss diese Angaben im ID-Token verlangen, oder response_type=code verwenden.',
  },
  acr_essential: {
    why: 'Die App besteht auf einer Art der Anmeldung ({{expected}}), die diese Person nicht hat ({{sent}}).',
    fix: 'Die Person schaltet den zweiten Faktor ihres Kontos ein, oder die App fragt danach, ohne darauf zu bestehen.',
  },
  id_token_hint: {
    why: 'id_token_hint ist kein ID-Token dieses Clients.',
    fix: 'Die App muss das letzte ID-Token senden, das sie von genau diesem Issuer bekam, oder keines.',
  },
  login_required: {
    why: 'Die App fragte ohne Anmeldeseite, ob jemand angemeldet ist, und niemand ist es.',
    fix: 'Nichts ist falsch. Die App lässt prompt=none weg, wenn sich die Person anmelden will.',
  },
  other_subject: {
    why: 'Es ist jemand anderes angemeldet, als die App genannt hat.',
    fix: 'Die Person meldet sich mit dem Konto an, das die App kennt, oder beginnt die Anmeldung in der App neu.',
  },
  consent_required: {
    why: 'Die App fragte ohne jede Seite, aber die Person muss erst zustimmen.',
    fix: 'Die App lässt prompt=none einmal weg. Für eine App, der Sie vertrauen, stellen Sie die Zustimmung auf „nie“.',
  },
  consent_denied: {
    why: 'Die Person hat der App nicht erlaubt, ihre Daten zu bekommen.',
    fix: 'Nichts ist falsch. Die Person kann neu beginnen und zustimmen.',
  },
  registration_parameter: {
    why: 'Die App sendete den Parameter registration, der für andere Arten von Providern ist.',
    fix: 'Lassen Sie ihn in der App weg; ihre Einstellungen stehen auf der Seite des SSO-Clients.',
  },
  request_twice: {
    why: 'Die App sendete request und request_uri zugleich.',
    fix: 'Berichtigen Sie die App: eines von beiden.',
  },
  request_object_claims: {
    why: 'Das Request-Objekt enthält einen falschen Wert ({{sent}}).',
    fix: 'Berichtigen Sie die App. Erwartet: {{expected}}.',
  },
  request_object_signature: {
    why: 'Die Signatur des Request-Objekts lässt sich nicht prüfen: {{sent}}.',
    fix: 'Registrieren Sie den öffentlichen Schlüssel, mit dem die App signiert, auf der Seite des SSO-Clients.',
  },
  request_object_required: {
    why: 'Dieser Client muss seine Anfragen signieren, und die App tat es nicht.',
    fix: 'Die App muss {{expected}} senden. Oder schalten Sie signierte Anfragen auf der Seite des SSO-Clients aus.',
  },
  request_unsigned: {
    why: 'Das Request-Objekt ist nicht signiert.',
    fix: 'Die App muss es mit {{expected}} signieren.',
  },
  request_encrypted: {
    why: 'Das Request-Objekt ist verschlüsselt; das wird nicht unterstützt.',
    fix: 'Die App muss es mit {{expected}} signieren und darf es nicht verschlüsseln.',
  },
  request_uri_not_registered: {
    why: 'request_uri ist für diesen Client nicht registriert: {{sent}}.',
    fix: 'Registrieren Sie genau diese Request-URI auf der Seite des SSO-Clients, wenn sie eine Adresse der App ist.',
  },
  request_uri_unreachable: {
    why: 'Die Adresse request_uri antwortet nicht mit einem Request-Objekt: {{sent}}.',
    fix: 'Die Adresse muss über https mit einem signierten Request-Objekt antworten.',
  },
  request_uri_unavailable: {
    why: 'Die Adresse request_uri ({{expected}}) antwortete nicht mit einem Request-Objekt: {{sent}}.',
    fix: 'Die Adresse muss über https mit einem signierten Request-Objekt antworten.',
  },
  request_uri_repeated: {
    why: 'Die App hat request_uri mehrmals gesendet.',
    fix: 'Berichtigen Sie die App: request_uri gehört einmal in die Adresse.',
  },
  request_uri_unknown: {
    why: 'Zu dieser request_uri gibt es keine vorab gesendete Anfrage.',
    fix: 'Die App muss ihre Anfrage erneut senden, unmittelbar bevor sie die Person hierher schickt.',
  },
  request_uri_of_other_client: {
    why: 'request_uri gehört zur vorab gesendeten Anfrage eines anderen Clients.',
    fix: 'Berichtigen Sie die App: client_id und request_uri gehören zusammen.',
  },
  request_uri_expired: {
    why: 'Die vorab gesendete Anfrage ist abgelaufen.',
    fix: 'Die App muss ihre Anfrage senden, unmittelbar bevor sie die Person hierher schickt; sie gilt eine Minute.',
  },
  request_uri_used: {
    why: 'Die vorab gesendete Anfrage wurde schon verwendet.',
    fix: 'Die App muss für jede Anmeldung eine neue Anfrage senden. Auch wer im Browser zu einer alten Adresse zurückgeht, löst das aus.',
  },
  pushed_request_required: {
    why: 'Dieser Client muss seine Anfragen vorab senden (PAR), und die App tat es nicht.',
    fix: 'Schalten Sie PAR in der App ein, oder auf der Seite des SSO-Clients aus.',
  },
  pushed_request_uri: {
    why: 'Die App sendete vorab eine request_uri; die bekommt sie aber erst als Antwort.',
    fix: 'Berichtigen Sie die App: Vorab gesendet werden die Parameter selbst.',
  },
  pushed_client_id: {
    why: 'Die App sendete vorab eine Anfrage im Namen von {{sent}}, wies sich aber als {{expected}} aus.',
    fix: 'Berichtigen Sie die App: Beide sind dieselbe Client-ID.',
  },
  logout_hint_invalid: {
    why: 'Die Abmeldung nannte ein ID-Token, das keines dieses Issuers ist.',
    fix: 'Die App muss das letzte ID-Token senden, das sie von genau diesem Issuer bekam, oder keines.',
  },
  logout_client_missing: {
    why: 'Die Abmeldung nannte eine Adresse für den Rückweg, aber keine App.',
    fix: 'Die App muss id_token_hint oder client_id senden.',
  },
  logout_client_differs: {
    why: 'Die Abmeldung nannte einen Client und das ID-Token eines anderen.',
    fix: 'Berichtigen Sie die App: client_id und id_token_hint gehören zusammen.',
  },
  post_logout_redirect_uri_differs: {
    why: 'Die Adresse für den Rückweg nach der Abmeldung ist für diesen Client nicht registriert.',
    fix: 'Registrieren Sie auf der Seite des SSO-Clients genau diese Adresse für nach der Abmeldung, wenn sie eine der App ist: {{sent}}.',
  },
  registration_token: {
    why: 'Die App registrierte sich mit einem Token, das fehlt, falsch, verbraucht oder abgelaufen ist.',
    fix: 'Legen Sie unter „App-Registrierung“ ein Token an und geben Sie es denen, die die App betreiben.',
  },
  registration_metadata: {
    why: 'Die App registrierte sich mit einer Einstellung, die nicht möglich ist: {{sent}}.',
    fix: 'Was daran falsch war, steht in dem, was der App gesagt wurde. Berichtigen Sie die Einstellungen der App.',
  },
  unknown: {
    why: 'Die Anfrage verletzt eine Regel des Protokolls: {{description}}',
    fix: 'Berichtigen Sie die App oder ihre Einstellungen. Der Verbindungstest auf der Seite des SSO-Clients zeigt, was funktioniert.',
  },
}
