import type { SameTexts } from '../../../platform/i18n/i18n.ts'
import type { rules as english } from './rules-en.ts'

export const rules: SameTexts<typeof english> = {
  client_id_missing: {
    why: 'Die Anwendung hat nicht gesagt, wer sie ist: client_id fehlt.',
    fix: 'Tragen Sie die Client-ID von der Seite des SSO-Clients in die Einstellungen der Anwendung ein.',
  },
  client_id_repeated: {
    why: 'Die Anwendung hat client_id mehrmals gesendet.',
    fix: 'Berichtigen Sie die Anwendung: client_id gehört einmal in die Adresse. Oft enthält schon die eingetragene Adresse des Providers eine Abfrage.',
  },
  client_id_unknown: {
    why: 'Es gibt keinen SSO-Client mit der Client-ID, die die Anwendung gesendet hat ({{sent}}).',
    fix: 'Kopieren Sie die Client-ID von der Seite des SSO-Clients in die Einstellungen der Anwendung. Wurde der Client gelöscht, legen Sie einen neuen an.',
  },
  client_id_differs: {
    why: 'Die Anwendung hat zwei verschiedene Client-IDs gesendet, eine im Authorization-Header ({{expected}}) und eine im Formular ({{sent}}).',
    fix: 'Berichtigen Sie die Anwendung: Sie sendet eine Client-ID, oder an beiden Stellen dieselbe.',
  },
  client_unknown: {
    why: 'Die Anwendung nannte eine Client-ID, die es hier nicht gibt.',
    fix: 'Kopieren Sie die Client-ID von der Seite des SSO-Clients in die Einstellungen der Anwendung. Prüfen Sie, ob die Anwendung den Issuer dieses Veranstalters verwendet.',
  },
  client_inactive: {
    why: 'Der SSO-Client ist ausgeschaltet.',
    fix: 'Schalten Sie ihn auf seiner Seite wieder ein, wenn sich Menschen mit der Anwendung anmelden sollen.',
  },
  client_is_public: {
    why: 'Die Anwendung hat ein Geheimnis gesendet, aber der SSO-Client ist öffentlich und hat keines.',
    fix: 'Entfernen Sie das Geheimnis aus den Einstellungen der Anwendung, oder machen Sie den Client vertraulich und tragen Sie das neue Geheimnis ein.',
  },
  client_secret_wrong: {
    why: 'Das Client-Geheimnis ist falsch.',
    fix: 'Kopieren Sie das Geheimnis noch einmal in die Anwendung. Hat es niemand mehr, erzeugen Sie auf der Seite des SSO-Clients ein neues. Die Anwendung darf es weder kürzen noch Sonderzeichen darin ändern.',
  },
  client_secret_missing: {
    why: 'Der SSO-Client ist vertraulich, aber die Anwendung hat kein Geheimnis gesendet.',
    fix: 'Tragen Sie das Client-Geheimnis in die Einstellungen der Anwendung ein. Eine Anwendung, die kein Geheimnis wahren kann, etwa auf einem Telefon, braucht einen öffentlichen Client.',
  },
  client_methods_mixed: {
    why: 'Die Anwendung hat sich auf mehrere Arten zugleich ausgewiesen ({{sent}}).',
    fix: 'Wählen Sie in den Einstellungen der Anwendung eine Art: die, die auf der Seite des SSO-Clients steht.',
  },
  client_basic_malformed: {
    why: 'Der Authorization-Header der Anwendung lässt sich nicht lesen.',
    fix: 'Berichtigen Sie die Anwendung: Client-ID und Geheimnis werden prozentkodiert, mit einem Doppelpunkt verbunden und in Base64 kodiert. RFC 6749, Abschnitt 2.3.1.',
  },
  client_method_differs: {
    why: 'Die Anwendung hat sich mit {{sent}} ausgewiesen; registriert ist {{expected}}.',
    fix: 'Wählen Sie in den Einstellungen der Anwendung und auf der Seite des SSO-Clients dieselbe Art.',
  },
  client_method_high_security: {
    why: 'Hohe Sicherheit verlangt Anwendungen, die mit einem eigenen Schlüssel unterschreiben (private_key_jwt); die Anwendung verwendete {{sent}}.',
    fix: 'Stellen Sie die Anwendung auf private_key_jwt und registrieren Sie ihre öffentlichen Schlüssel, oder schalten Sie hohe Sicherheit für diesen Client aus.',
  },
  client_keys_unavailable: {
    why: 'Die öffentlichen Schlüssel der Anwendung ließen sich nicht von {{expected}} holen: {{sent}}.',
    fix: 'Die Adresse muss über https mit einem JWK-Set antworten. Oder tragen Sie die Schlüssel selbst auf der Seite des SSO-Clients ein.',
  },
  client_assertion_type: {
    why: 'client_assertion_type ist nicht der für signierte Nachweise.',
    fix: 'Berichtigen Sie die Anwendung: Sie muss {{expected}} senden.',
  },
  client_assertion_malformed: {
    why: 'Der signierte Nachweis der Anwendung lässt sich nicht lesen.',
    fix: 'Berichtigen Sie die Anwendung: client_assertion ist ein JWT, dessen sub die Client-ID ist.',
  },
  client_assertion_signature: {
    why: 'Der Nachweis ist nicht mit einem registrierten Schlüssel der Anwendung signiert, oder nicht mit {{expected}}.',
    fix: 'Registrieren Sie den öffentlichen Schlüssel, mit dem die Anwendung signiert, samt kid, oder lassen Sie die Anwendung den registrierten verwenden. Der Verbindungstest zeigt, welche Schlüssel bekannt sind.',
  },
  client_assertion_typ: {
    why: 'Der Kopf des Nachweises nennt einen typ, der nicht für Nachweise ist.',
    fix: 'Berichtigen Sie die Anwendung: typ ist JWT oder client-authentication+jwt, oder fehlt.',
  },
  client_assertion_iss: {
    why: 'iss des Nachweises ist nicht die Client-ID.',
    fix: 'Berichtigen Sie die Anwendung: iss und sub des Nachweises sind {{expected}}.',
  },
  client_assertion_sub: {
    why: 'sub des Nachweises ist nicht die Client-ID.',
    fix: 'Berichtigen Sie die Anwendung: iss und sub des Nachweises sind {{expected}}.',
  },
  client_assertion_aud: {
    why: 'Der Nachweis richtet sich an jemand anderen: sein aud ist {{sent}}.',
    fix: 'Setzen Sie aud in der Anwendung auf {{expected}}. Der Issuer mit und ohne eigene Domain sind zwei verschiedene.',
  },
  client_assertion_exp: {
    why: 'Der Nachweis hat kein exp oder gilt länger als eine Stunde.',
    fix: 'Berichtigen Sie die Anwendung: Nachweise gelten einige Minuten.',
  },
  client_assertion_expired: {
    why: 'Der Nachweis der Anwendung ist abgelaufen.',
    fix: 'Stellen Sie die Uhr des Servers, auf dem die Anwendung läuft, und lassen Sie die Anwendung für jede Anfrage einen neuen Nachweis signieren.',
  },
  client_assertion_early: {
    why: 'Der Nachweis der Anwendung gilt noch nicht.',
    fix: 'Stellen Sie die Uhr des Servers, auf dem die Anwendung läuft: Sie geht vor.',
  },
  client_assertion_jti: {
    why: 'Der Nachweis hat kein jti.',
    fix: 'Berichtigen Sie die Anwendung: Jeder Nachweis hat ein eigenes jti.',
  },
  client_assertion_replayed: {
    why: 'Der Nachweis wurde schon einmal verwendet.',
    fix: 'Berichtigen Sie die Anwendung: Jede Anfrage braucht einen neuen Nachweis mit eigenem jti.',
  },
  parameter_missing: {
    why: 'Der Parameter {{expected}} fehlt.',
    fix: 'Berichtigen Sie die Anwendung: Sie muss {{expected}} im Formular senden.',
  },
  parameter_repeated: {
    why: 'Ein Parameter wurde mehrmals gesendet: {{sent}}.',
    fix: 'Berichtigen Sie die Anwendung. Oft enthält eine Adresse in ihren Einstellungen schon eine Abfrage mit diesem Parameter.',
  },
  parameter_too_long: {
    why: 'Ein Parameter ist zu lang: {{sent}}.',
    fix: 'Kürzen Sie, was die Anwendung sendet. Was sie in state aufbewahrt, bewahrt sie besser bei sich auf.',
  },
  grant_type_unsupported: {
    why: 'Die Anwendung verlangte den Grant-Typ {{sent}}, den es hier nicht gibt.',
    fix: 'Stellen Sie die Anwendung auf einen von: {{expected}}. Passwörter von Kundinnen und Kunden bekommt keine Anwendung.',
  },
  grant_type_not_registered: {
    why: 'Die Anwendung verlangte den Grant-Typ {{sent}}, den ihr SSO-Client nicht hat ({{expected}}).',
    fix: 'Erlauben Sie dem Client, was er braucht: Refresh-Token den Scope offline_access, Codes einen Response-Typ mit code.',
  },
  code_unknown: {
    why: 'Der Code ist nicht bekannt oder gehört einem anderen Client.',
    fix: 'Prüfen Sie, ob die Anwendung Code und Client-ID derselben Anmeldung sendet, und zwar an den Issuer, von dem der Code kam.',
  },
  code_replayed: {
    why: 'Der Code wurde ein zweites Mal verwendet. Die Token daraus wurden beendet.',
    fix: 'Berichtigen Sie die Anwendung: Ein Code gilt für eine Anfrage. Häufige Gründe sind ein Neuladen der Seite nach der Anmeldung oder zwei Server, die dieselbe Weiterleitung beantworten. Ist es keines von beiden, wurde der Code gestohlen.',
  },
  code_revoked: {
    why: 'Die Anmeldung hinter diesem Code wurde beendet: Die Person hat sich abgemeldet, wurde deaktiviert oder hat die Anwendung getrennt.',
    fix: 'Es ist nichts zu tun. Die Anwendung schickt die Person erneut zur Anmeldung.',
  },
  code_expired: {
    why: 'Der Code kam zu spät.',
    fix: 'Die Anwendung muss den Code sofort einlösen. Er gilt etwa eine Minute.',
  },
  redirect_uri_not_of_code: {
    why: 'Die Anwendung löste den Code mit einer anderen Redirect-URI ein, als sie angefragt hatte.',
    fix: 'Senden Sie an den Token-Endpunkt dieselbe redirect_uri wie in der Anfrage, Zeichen für Zeichen.',
  },
  code_verifier_malformed: {
    why: 'code_verifier hat die falsche Form ({{sent}}).',
    fix: 'Berichtigen Sie die Anwendung: Ein Verifier hat 43 bis 128 der Zeichen A-Z a-z 0-9 - . _ ~.',
  },
  code_verifier_missing: {
    why: 'Die Anwendung begann mit PKCE und sendete keinen code_verifier.',
    fix: 'Die Anwendung muss den Verifier vom Anfang der Anmeldung bis zu ihrem Ende behalten und mit dem Code senden.',
  },
  code_verifier_unexpected: {
    why: 'Die Anwendung sendete einen code_verifier, obwohl sie ohne PKCE begann.',
    fix: 'Die Anwendung muss am Anfang der Anmeldung code_challenge und code_challenge_method=S256 senden.',
  },
  code_verifier_differs: {
    why: 'code_verifier passt nicht zur code_challenge.',
    fix: 'Die Anwendung braucht für jede Anmeldung einen eigenen Verifier; zwei Tabs dürfen sich keinen teilen. Die Challenge ist der SHA-256 des Verifiers in base64url ohne „=“.',
  },
  person_refused: {
    why: 'Die Person darf sich nicht mehr anmelden: Das Konto wurde deaktiviert oder gelöscht.',
    fix: 'Sehen Sie sich das Kundenkonto im Backoffice an, wenn das nicht gewollt war.',
  },
  refresh_unknown: {
    why: 'Das Refresh-Token ist nicht bekannt oder gehört einem anderen Client.',
    fix: 'Die Anwendung schickt die Person erneut zur Anmeldung. Prüfen Sie, ob sie nur das neueste Refresh-Token behält.',
  },
  refresh_reused: {
    why: 'Ein Refresh-Token wurde ein zweites Mal verwendet. Alle Token dieser Anmeldung wurden beendet.',
    fix: 'Die Anwendung muss das neue Refresh-Token jeder Antwort behalten und das alte nicht mehr verwenden. Zwei Server, die gleichzeitig erneuern, brauchen eine Sperre. Ist es keines von beiden, wurde das Token gestohlen.',
  },
  refresh_revoked: {
    why: 'Die Anmeldung hinter diesem Refresh-Token wurde beendet.',
    fix: 'Es ist nichts zu tun. Die Anwendung schickt die Person erneut zur Anmeldung.',
  },
  refresh_expired: {
    why: 'Das Refresh-Token ist abgelaufen.',
    fix: 'Die Anwendung schickt die Person erneut zur Anmeldung. Wie lange Refresh-Token gelten, steht auf der Seite des SSO-Clients.',
  },
  refresh_scope_wider: {
    why: 'Die Anwendung verlangte mehr Scopes ({{sent}}), als die Anmeldung bekommen hat ({{expected}}).',
    fix: 'Die Anwendung muss diese Scopes am Anfang der Anmeldung verlangen, oder scope beim Erneuern weglassen.',
  },
  dpop_key_differs: {
    why: 'Token oder Code sind an einen anderen Schlüssel gebunden, als die Anwendung nachgewiesen hat.',
    fix: 'Die Anwendung muss von der Anfrage bis zum letzten Aufruf denselben DPoP-Schlüssel verwenden.',
  },
  dpop_proof: {
    why: 'Der DPoP-Nachweis ist falsch.',
    fix: 'Was daran falsch ist, steht in der Antwort an die Anwendung. htm und htu sind Methode und Adresse genau dieser Anfrage, iat ist die jetzige Zeit.',
  },
  dpop_proof_missing: {
    why: 'Die Anfrage braucht einen DPoP-Nachweis und hat keinen.',
    fix: 'Schalten Sie DPoP in der Anwendung ein, oder auf der Seite des SSO-Clients aus.',
  },
  dpop_proof_replayed: {
    why: 'Der DPoP-Nachweis wurde schon einmal verwendet.',
    fix: 'Berichtigen Sie die Anwendung: Jede Anfrage braucht einen Nachweis mit eigenem jti, auch eine wiederholte.',
  },
  dpop_jkt_form: {
    why: 'dpop_jkt ist kein Fingerabdruck eines Schlüssels.',
    fix: 'Berichtigen Sie die Anwendung: Es ist der SHA-256-Fingerabdruck nach RFC 7638, 43 Zeichen.',
  },
  dpop_jkt_differs: {
    why: 'dpop_jkt ist ein anderer Schlüssel als der, den die vorab gesendete Anfrage nachwies.',
    fix: 'Die Anwendung muss für die ganze Anmeldung denselben DPoP-Schlüssel verwenden.',
  },
  dpop_front_token: {
    why: 'Die Anwendung verlangte ein Token durch den Browser, das sich an keinen Schlüssel binden lässt.',
    fix: 'Die Anwendung muss response_type=code verlangen.',
  },
  access_token_missing: {
    why: 'Die Anfrage hatte kein Access-Token.',
    fix: 'Die Anwendung muss „Authorization: Bearer …“ senden. Ein Proxy vor der Anwendung oder vor diesem Server kann den Header entfernen.',
  },
  access_token_malformed: {
    why: 'Das Access-Token wurde zweimal gesendet oder lässt sich nicht lesen.',
    fix: 'Berichtigen Sie die Anwendung: ein Token, im Header oder im Formular. Ein ID-Token ist kein Access-Token.',
  },
  access_token_dead: {
    why: 'Das Access-Token ist abgelaufen oder wurde beendet.',
    fix: 'Die Anwendung erneuert ihr Token oder schickt die Person erneut zur Anmeldung. Wie lange Token gelten, steht auf der Seite des SSO-Clients.',
  },
  access_token_scope: {
    why: 'Das Access-Token hat den Scope {{expected}} nicht.',
    fix: 'Die Anwendung muss den Scope {{expected}} am Anfang der Anmeldung verlangen, und die Seite des SSO-Clients muss ihn erlauben.',
  },
  access_token_is_bound: {
    why: 'Das Access-Token ist an einen Schlüssel gebunden und kam ohne Nachweis.',
    fix: 'Die Anwendung muss „Authorization: DPoP …“ mit einem Nachweis ihres Schlüssels senden.',
  },
  access_token_is_bearer: {
    why: 'Das Access-Token ist an keinen Schlüssel gebunden, kam aber mit dem Schema DPoP.',
    fix: 'Die Anwendung muss „Authorization: Bearer …“ senden, oder ihren Schlüssel nachweisen, wenn sie das Token bekommt.',
  },
  introspection_public: {
    why: 'Ein öffentlicher Client fragte nach einem Token.',
    fix: 'Das dürfen nur vertrauliche Clients. Legen Sie einen für den Dienst an, der Token prüfen muss.',
  },
  redirect_uri_differs: {
    why: 'Die Redirect-URI ist für diesen Client nicht registriert.',
    fix: 'Registrieren Sie auf der Seite des SSO-Clients genau diese Redirect-URI, wenn sie eine Adresse der Anwendung ist: {{sent}}. Sonst stellen Sie die Anwendung auf die registrierte.',
  },
  redirect_uri_missing: {
    why: 'Die Anwendung hat keine Redirect-URI genannt.',
    fix: 'Tragen Sie die Redirect-URI in die Einstellungen der Anwendung ein, zum Beispiel {{expected}}.',
  },
  redirect_uri_repeated: {
    why: 'Die Anwendung hat redirect_uri mehrmals gesendet.',
    fix: 'Berichtigen Sie die Anwendung: redirect_uri gehört einmal in die Adresse.',
  },
  response_type: {
    why: 'Den Response-Typ {{sent}} gibt es nicht.',
    fix: 'Stellen Sie die Anwendung auf {{expected}}.',
  },
  response_type_missing: {
    why: 'response_type fehlt.',
    fix: 'Berichtigen Sie die Anwendung: Sie muss {{expected}} senden.',
  },
  response_type_code_only: {
    why: 'Hohe Sicherheit erlaubt nur response_type=code; die Anwendung verlangte {{sent}}.',
    fix: 'Stellen Sie die Anwendung auf den Authorization-Code-Flow.',
  },
  response_type_not_registered: {
    why: 'Die Anwendung verlangte den Response-Typ {{sent}}; ihr SSO-Client hat {{expected}}.',
    fix: 'Stellen Sie die Anwendung auf den Authorization-Code-Flow, oder erlauben Sie den Response-Typ auf der Seite des SSO-Clients.',
  },
  response_mode: {
    why: 'Den Response-Mode {{sent}} gibt es nicht.',
    fix: 'Stellen Sie die Anwendung auf einen von {{expected}}, oder lassen Sie response_mode weg.',
  },
  response_mode_query: {
    why: 'Die Anwendung will Token in der Abfrage einer Adresse, wo Protokolle sie behielten.',
    fix: 'Stellen Sie den Response-Mode der Anwendung auf {{expected}}.',
  },
  response_mode_query_only: {
    why: 'Hohe Sicherheit erlaubt nur response_mode=query; die Anwendung verlangte {{sent}}.',
    fix: 'Lassen Sie response_mode in der Anwendung weg.',
  },
  scope_missing: {
    why: 'Die Anwendung hat keinen Scope verlangt.',
    fix: 'Stellen Sie den Scope der Anwendung auf openid, dazu profile oder email, wenn sie das braucht.',
  },
  scope_openid: {
    why: 'Der Scope openid fehlt ({{sent}}), oder der Client darf ihn nicht verlangen.',
    fix: 'Fügen Sie den Scopes der Anwendung openid hinzu. Ihr SSO-Client darf verlangen: {{expected}}.',
  },
  nonce_missing: {
    why: 'nonce fehlt; dieser Ablauf braucht sie.',
    fix: 'Berichtigen Sie die Anwendung: Sie sendet eine zufällige nonce und vergleicht sie mit der im ID-Token.',
  },
  nonce_characters: {
    why: 'nonce enthält Zeichen, die sich nicht anzeigen lassen.',
    fix: 'Berichtigen Sie die Anwendung: Buchstaben und Ziffern genügen.',
  },
  code_challenge_missing: {
    why: 'Die Anwendung sendete code_challenge_method ohne code_challenge.',
    fix: 'Berichtigen Sie die Anwendung: PKCE braucht beide.',
  },
  pkce_required: {
    why: 'Dieser Client braucht PKCE, und die Anwendung sendete keine code_challenge.',
    fix: 'Schalten Sie PKCE in der Anwendung ein (S256). Kann eine vertrauliche Anwendung das nicht, schalten Sie auf der Seite des SSO-Clients aus, dass PKCE nötig ist.',
  },
  code_challenge_method: {
    why: 'Die Anwendung verwendete PKCE mit der Methode {{sent}}; sicher ist nur {{expected}}.',
    fix: 'Stellen Sie die Anwendung auf S256.',
  },
  code_challenge_form: {
    why: 'code_challenge hat die falsche Form ({{sent}}).',
    fix: 'Berichtigen Sie die Anwendung: Die Challenge ist der SHA-256 des Verifiers in base64url ohne „=“, 43 Zeichen.',
  },
  prompt_unknown: {
    why: 'prompt enthält ein Wort, das es nicht gibt: {{sent}}.',
    fix: 'Stellen Sie die Anwendung auf eines von: {{expected}}.',
  },
  prompt_none: {
    why: 'prompt=none kam zusammen mit anderen Wörtern: {{sent}}.',
    fix: 'Berichtigen Sie die Anwendung: none steht allein.',
  },
  max_age: {
    why: 'max_age ist keine Anzahl von Sekunden: {{sent}}.',
    fix: 'Berichtigen Sie die Anwendung: eine ganze Zahl von Sekunden, zum Beispiel 3600.',
  },
  claims_form: {
    why: 'Der Parameter claims lässt sich nicht lesen.',
    fix: 'Berichtigen Sie die Anwendung: Er ist ein JSON-Objekt nach OpenID Connect Core, Abschnitt 5.5.',
  },
  claims_userinfo: {
    why: 'claims verlangt Userinfo, aber der Response-Typ gibt kein Access-Token.',
    fix: 'Die Anwendung muss diese Angaben im ID-Token verlangen, oder response_type=code verwenden.',
  },
  acr_essential: {
    why: 'Die Anwendung besteht auf einer Art der Anmeldung ({{expected}}), die diese Person nicht hat ({{sent}}).',
    fix: 'Die Person schaltet den zweiten Faktor ihres Kontos ein, oder die Anwendung fragt danach, ohne darauf zu bestehen.',
  },
  id_token_hint: {
    why: 'id_token_hint ist kein ID-Token dieses Clients.',
    fix: 'Die Anwendung muss das letzte ID-Token senden, das sie von genau diesem Issuer bekam, oder keines.',
  },
  login_required: {
    why: 'Die Anwendung fragte ohne Anmeldeseite, ob jemand angemeldet ist, und niemand ist es.',
    fix: 'Nichts ist falsch. Die Anwendung lässt prompt=none weg, wenn sich die Person anmelden will.',
  },
  other_subject: {
    why: 'Es ist jemand anderes angemeldet, als die Anwendung genannt hat.',
    fix: 'Die Person meldet sich mit dem Konto an, das die Anwendung kennt, oder beginnt die Anmeldung in der Anwendung neu.',
  },
  consent_required: {
    why: 'Die Anwendung fragte ohne jede Seite, aber die Person muss erst zustimmen.',
    fix: 'Die Anwendung lässt prompt=none einmal weg. Für eine Anwendung, der Sie vertrauen, stellen Sie die Zustimmung auf „nie“.',
  },
  consent_denied: {
    why: 'Die Person hat der Anwendung nicht erlaubt, ihre Daten zu bekommen.',
    fix: 'Nichts ist falsch. Die Person kann neu beginnen und zustimmen.',
  },
  registration_parameter: {
    why: 'Die Anwendung sendete den Parameter registration, der für andere Arten von Providern ist.',
    fix: 'Lassen Sie ihn in der Anwendung weg; ihre Einstellungen stehen auf der Seite des SSO-Clients.',
  },
  request_twice: {
    why: 'Die Anwendung sendete request und request_uri zugleich.',
    fix: 'Berichtigen Sie die Anwendung: eines von beiden.',
  },
  request_object_claims: {
    why: 'Das Request-Objekt enthält einen falschen Wert ({{sent}}).',
    fix: 'Berichtigen Sie die Anwendung. Erwartet: {{expected}}.',
  },
  request_object_signature: {
    why: 'Die Signatur des Request-Objekts lässt sich nicht prüfen: {{sent}}.',
    fix: 'Registrieren Sie den öffentlichen Schlüssel, mit dem die Anwendung signiert, auf der Seite des SSO-Clients.',
  },
  request_object_required: {
    why: 'Dieser Client muss seine Anfragen signieren, und die Anwendung tat es nicht.',
    fix: 'Die Anwendung muss {{expected}} senden. Oder schalten Sie signierte Anfragen auf der Seite des SSO-Clients aus.',
  },
  request_unsigned: {
    why: 'Das Request-Objekt ist nicht signiert.',
    fix: 'Die Anwendung muss es mit {{expected}} signieren.',
  },
  request_encrypted: {
    why: 'Das Request-Objekt ist verschlüsselt; das wird nicht unterstützt.',
    fix: 'Die Anwendung muss es mit {{expected}} signieren und darf es nicht verschlüsseln.',
  },
  request_uri_not_registered: {
    why: 'request_uri ist für diesen Client nicht registriert: {{sent}}.',
    fix: 'Registrieren Sie genau diese Request-URI auf der Seite des SSO-Clients, wenn sie eine Adresse der Anwendung ist.',
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
    why: 'Die Anwendung hat request_uri mehrmals gesendet.',
    fix: 'Berichtigen Sie die Anwendung: request_uri gehört einmal in die Adresse.',
  },
  request_uri_unknown: {
    why: 'Zu dieser request_uri gibt es keine vorab gesendete Anfrage.',
    fix: 'Die Anwendung muss ihre Anfrage erneut senden, unmittelbar bevor sie die Person hierher schickt.',
  },
  request_uri_of_other_client: {
    why: 'request_uri gehört zur vorab gesendeten Anfrage eines anderen Clients.',
    fix: 'Berichtigen Sie die Anwendung: client_id und request_uri gehören zusammen.',
  },
  request_uri_expired: {
    why: 'Die vorab gesendete Anfrage ist abgelaufen.',
    fix: 'Die Anwendung muss ihre Anfrage senden, unmittelbar bevor sie die Person hierher schickt; sie gilt eine Minute.',
  },
  request_uri_used: {
    why: 'Die vorab gesendete Anfrage wurde schon verwendet.',
    fix: 'Die Anwendung muss für jede Anmeldung eine neue Anfrage senden. Auch wer im Browser zu einer alten Adresse zurückgeht, löst das aus.',
  },
  pushed_request_required: {
    why: 'Dieser Client muss seine Anfragen vorab senden (PAR), und die Anwendung tat es nicht.',
    fix: 'Schalten Sie PAR in der Anwendung ein, oder auf der Seite des SSO-Clients aus.',
  },
  pushed_request_uri: {
    why: 'Die Anwendung sendete vorab eine request_uri; die bekommt sie aber erst als Antwort.',
    fix: 'Berichtigen Sie die Anwendung: Vorab gesendet werden die Parameter selbst.',
  },
  pushed_client_id: {
    why: 'Die Anwendung sendete vorab eine Anfrage im Namen von {{sent}}, wies sich aber als {{expected}} aus.',
    fix: 'Berichtigen Sie die Anwendung: Beide sind dieselbe Client-ID.',
  },
  logout_hint_invalid: {
    why: 'Die Abmeldung nannte ein ID-Token, das keines dieses Issuers ist.',
    fix: 'Die Anwendung muss das letzte ID-Token senden, das sie von genau diesem Issuer bekam, oder keines.',
  },
  logout_client_missing: {
    why: 'Die Abmeldung nannte eine Adresse für den Rückweg, aber keine Anwendung.',
    fix: 'Die Anwendung muss id_token_hint oder client_id senden.',
  },
  logout_client_differs: {
    why: 'Die Abmeldung nannte einen Client und das ID-Token eines anderen.',
    fix: 'Berichtigen Sie die Anwendung: client_id und id_token_hint gehören zusammen.',
  },
  post_logout_redirect_uri_differs: {
    why: 'Die Adresse für den Rückweg nach der Abmeldung ist für diesen Client nicht registriert.',
    fix: 'Registrieren Sie auf der Seite des SSO-Clients genau diese Adresse für nach der Abmeldung, wenn sie eine der Anwendung ist: {{sent}}.',
  },
  registration_token: {
    why: 'Die Anwendung registrierte sich mit einem Token, das fehlt, falsch, verbraucht oder abgelaufen ist.',
    fix: 'Legen Sie unter „App-Registrierung“ ein Token an und geben Sie es denen, die die Anwendung betreiben.',
  },
  registration_metadata: {
    why: 'Die Anwendung registrierte sich mit einer Einstellung, die nicht möglich ist: {{sent}}.',
    fix: 'Was daran falsch war, steht in dem, was der Anwendung gesagt wurde. Berichtigen Sie die Einstellungen der Anwendung.',
  },
  unknown: {
    why: 'Die Anfrage verletzt eine Regel des Protokolls: {{description}}',
    fix: 'Berichtigen Sie die Anwendung oder ihre Einstellungen. Der Verbindungstest auf der Seite des SSO-Clients zeigt, was funktioniert.',
  },
}
