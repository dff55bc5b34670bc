import type { SsoOutcome } from '../types.ts'

export const outcomes: Record<SsoOutcome, { why: string; fix: string }> = {
  logged_in: { why: 'Angemeldet', fix: 'Es ist nichts zu tun.' },
  tested: { why: 'Verbindungstest', fix: 'Es ist nichts zu tun.' },
  unreachable: {
    why: 'Der Anbieter hat nicht geantwortet.',
    fix: 'Prüfen Sie, ob seine Server laufen und von diesem Server aus erreichbar sind.',
  },
  refused_by_guard: {
    why: 'Der Anbieter hat eine Adresse, die dieser Server nicht aufrufen darf.',
    fix: 'Private Adressen und unverschlüsseltes http muss der Betreiber dieses Servers mit FOYER_OUTGOING_ALLOW erlauben.',
  },
  timeout: {
    why: 'Der Anbieter hat zu lange für die Antwort gebraucht.',
    fix: 'Kommt das oft vor, sagen Sie es den Betreibern des Anbieters. Wer es versucht hat, kann es noch einmal versuchen.',
  },
  too_large: {
    why: 'Die Antwort des Anbieters war zu lang, um gelesen zu werden.',
    fix: 'Bitten Sie die Betreiber des Anbieters, weniger Claims zu senden, zum Beispiel nicht alle Gruppen einer Person.',
  },
  bad_status: {
    why: 'Der Anbieter hat mit einem Fehler geantwortet.',
    fix: 'Prüfen Sie den Issuer. Ist er richtig, finden die Betreiber des Anbieters den Grund in ihrem Protokoll.',
  },
  not_json: {
    why: 'Der Anbieter hat mit einer Seite geantwortet, wo Daten erwartet wurden.',
    fix: 'Prüfen Sie den Issuer: Oft fehlt ein Teil des Pfades, etwa der Name des Realms.',
  },
  issuer_mismatch: {
    why: 'Der Anbieter nennt sich anders als der Issuer, der hier eingetragen ist.',
    fix: 'Tragen Sie als Issuer genau das ein, was der Anbieter sagt, mit oder ohne Schrägstrich am Ende.',
  },
  endpoint_missing: {
    why: 'Der Anbieter sagt nicht, wo Anmeldungen oder Token zu finden sind.',
    fix: 'Prüfen Sie den Issuer. Der Anbieter muss OpenID Connect mit Discovery anbieten.',
  },
  keys_missing: {
    why: 'Der Anbieter veröffentlicht keine Schlüssel, mit denen sich seine Signaturen prüfen lassen.',
    fix: 'Bitten Sie die Betreiber des Anbieters um Schlüssel für RS256, ES256 oder ein anderes öffentliches Verfahren.',
  },
  code_not_supported: {
    why: 'Der Anbieter bietet keine Anmeldung mit einem Code an.',
    fix: 'Bitten Sie die Betreiber des Anbieters, den Authorization Code Flow zu erlauben.',
  },
  response_mode_not_supported: {
    why: 'Der Anbieter bietet den Weg nicht an, auf dem Antworten zurückkommen sollen.',
    fix: 'Wählen Sie einen anderen Antwortweg.',
  },
  grant_type_not_supported: {
    why: 'Der Anbieter tauscht keine Codes gegen Token.',
    fix: 'Bitten Sie die Betreiber des Anbieters, den Grant Type authorization_code zu erlauben.',
  },
  scope_without_openid: { why: 'Im Scope fehlt openid.', fix: 'Ergänzen Sie openid im Scope.' },
  auth_method_not_supported: {
    why: 'Der Anbieter akzeptiert die Art nicht, auf die wir uns ausweisen.',
    fix: 'Wählen Sie ein anderes Authentifizierungsverfahren.',
  },
  algorithm_not_supported: {
    why: 'Der Anbieter signiert mit einem Verfahren, das nicht akzeptiert wird.',
    fix: 'Bitten Sie die Betreiber des Anbieters, ID-Token mit RS256, PS256, ES256 oder EdDSA zu signieren.',
  },
  option_missing: {
    why: 'Etwas, das diese Verbindung braucht, ist nicht eingetragen.',
    fix: 'Vervollständigen Sie die Einstellungen.',
  },
  denied: {
    why: 'Die Anmeldung wurde beim Anbieter abgebrochen oder abgelehnt.',
    fix: 'Meist hat die Person „Abbrechen“ gewählt. Geschieht es bei allen, erlaubt der Anbieter seinen Leuten diesen Shop nicht.',
  },
  login_required: {
    why: 'Die Person war beim Anbieter nicht angemeldet und sollte nicht gefragt werden.',
    fix: 'Es ist nichts zu tun: Eine App hat gefragt, ohne eine Seite zu zeigen.',
  },
  interaction_required: {
    why: 'Der Anbieter musste die Person etwas fragen und sollte es nicht.',
    fix: 'Es ist nichts zu tun: Eine App hat gefragt, ohne eine Seite zu zeigen.',
  },
  unmet_acr: {
    why: 'Der Anbieter konnte die Person nicht so stark anmelden, wie eine App es verlangt hat.',
    fix: 'Vergleichen Sie, was die App verlangt (acr_values), mit dem, was der Anbieter bietet.',
  },
  provider_error: {
    why: 'Der Anbieter hat die Anmeldung mit einem eigenen Fehler abgelehnt.',
    fix: 'Seine Worte stehen unten. Übliche Gründe: Die Rücksprungadresse ist dort nicht eingetragen, Client-ID oder Scope stimmen nicht, oder ein Zusatzparameter ist dort nicht bekannt.',
  },
  provider_busy: {
    why: 'Der Anbieter hat gesagt, dass er im Moment niemanden anmelden kann.',
    fix: 'Warten Sie. Hält es an, sagen Sie es den Betreibern des Anbieters.',
  },
  wrong_issuer: {
    why: 'Die Antwort kam von einem anderen Anbieter als dem gefragten.',
    fix: 'Geschieht es einmal, wollte vielleicht jemand zwei Anmeldungen vertauschen. Geschieht es bei allen, tragen Sie als Issuer ein, was der Anbieter sagt.',
  },
  bad_response: {
    why: 'Die Antwort des Anbieters war unvollständig.',
    fix: 'Versuchen Sie es noch einmal. Geschieht es bei allen, finden die Betreiber des Anbieters den Grund in ihrem Protokoll.',
  },
  client_refused: {
    why: 'Der Anbieter akzeptiert unsere Client-ID oder unser Secret nicht.',
    fix: 'Tragen Sie das Client Secret neu ein: Es kann dort erneuert worden oder abgelaufen sein. Prüfen Sie auch Client-ID und Authentifizierungsverfahren.',
  },
  code_refused: {
    why: 'Der Anbieter hat den Code nicht akzeptiert, den er selbst vergeben hatte.',
    fix: 'Einmal: Die Person war zu langsam oder ist zurückgegangen. Immer: Vergleichen Sie die dort eingetragene Rücksprungadresse mit der auf der Seite des Anbieters.',
  },
  token_error: {
    why: 'Der Anbieter hat keine Token herausgegeben.',
    fix: 'Seine Worte stehen unten. Die Betreiber des Anbieters finden den Grund in ihrem Protokoll.',
  },
  no_id_token: {
    why: 'Der Anbieter hat kein ID-Token gesendet.',
    fix: 'Der Scope muss openid enthalten, und der Client muss dort für OpenID Connect eingerichtet sein.',
  },
  bad_signature: {
    why: 'Die Signatur des ID-Tokens wurde nicht mit einem Schlüssel des Anbieters gemacht.',
    fix: 'Vielleicht steht jemand zwischen dem Anbieter und diesem Server. Geschieht es bei allen, veröffentlicht der Anbieter andere Schlüssel als die, mit denen er signiert.',
  },
  unknown_key: {
    why: 'Das ID-Token wurde mit einem Schlüssel signiert, den der Anbieter nicht veröffentlicht.',
    fix: 'Kurz nach einem Schlüsselwechsel vergeht das von selbst. Sonst muss der Anbieter den Schlüssel veröffentlichen.',
  },
  wrong_audience: {
    why: 'Das ID-Token wurde für einen anderen Client gemacht.',
    fix: 'Prüfen Sie die Client-ID.',
  },
  wrong_nonce: {
    why: 'Das ID-Token gehört zu einer anderen Anmeldung.',
    fix: 'Einmal: Es ist nichts zu tun. Immer: Der Anbieter sendet die Nonce nicht zurück, oder ein Zwischenspeicher steht dazwischen.',
  },
  expired: {
    why: 'Das ID-Token war schon abgelaufen.',
    fix: 'Vergleichen Sie die Uhren dieses Servers und des Anbieters.',
  },
  not_yet: {
    why: 'Das ID-Token kam aus der Zukunft.',
    fix: 'Vergleichen Sie die Uhren dieses Servers und des Anbieters.',
  },
  claim_missing: {
    why: 'Dem ID-Token fehlte etwas, das jedes ID-Token enthalten muss.',
    fix: 'Die Betreiber des Anbieters müssen es ergänzen; was fehlte, steht unten.',
  },
  bad_token: {
    why: 'Das ID-Token war nicht zu gebrauchen.',
    fix: 'Was daran falsch ist, steht unten. Die Betreiber des Anbieters müssen es beheben.',
  },
  not_fresh: {
    why: 'Der Anbieter hat nicht bewiesen, dass die Person sich gerade angemeldet hat.',
    fix: 'Der Anbieter muss auth_time senden und max_age und prompt=login beachten.',
  },
  userinfo_failed: {
    why: 'Mehr über die Person war vom Anbieter nicht zu lesen.',
    fix: 'Enthält das ID-Token alle Claims, wählen Sie „ID-Token“ als Herkunft der Claims.',
  },
  wrong_subject: {
    why: 'Die beiden Antworten des Anbieters handelten von verschiedenen Personen.',
    fix: 'Niemand wurde angemeldet. Die Betreiber des Anbieters müssen es beheben: ID-Token und Userinfo müssen dasselbe sub enthalten.',
  },
  subject_missing: {
    why: 'Der Claim, der als Benutzer-ID eingetragen ist, fehlte.',
    fix: 'Wählen Sie als Benutzer-ID einen Claim, den der Anbieter für alle sendet und nie ändert, etwa sub.',
  },
  email_missing: {
    why: 'Der Anbieter hat keine E-Mail-Adresse gesendet.',
    fix: 'Fordern Sie den Scope email an und prüfen Sie den Claim, aus dem die Adresse kommt.',
  },
  email_invalid: {
    why: 'Was der Anbieter als E-Mail-Adresse gesendet hat, ist keine.',
    fix: 'Prüfen Sie den Claim, aus dem die Adresse kommt.',
  },
  email_unverified: {
    why: 'Der Anbieter hat nicht gesagt, dass er die E-Mail-Adresse bestätigt hat.',
    fix: 'Der Anbieter muss email_verified senden. Oder Sie wählen, dass Adressen dieses Anbieters vertraut wird oder dass wir sie mit unserer eigenen E-Mail bestätigen.',
  },
  customer_disabled: {
    why: 'Das Konto dieser Person ist hier gesperrt.',
    fix: 'Entsperren Sie den Kunden, wenn er sich wieder anmelden darf.',
  },
  provider_disabled: {
    why: 'Der Anbieter war ausgeschaltet.',
    fix: 'Schalten Sie seinen Knopf ein.',
  },
  no_account: {
    why: 'Diese Person hat hier kein Konto, und dieser Anbieter legt keine an.',
    fix: 'Verknüpfen Sie ihr Konto, oder lassen Sie den Anbieter Konten anlegen.',
  },
  linked_elsewhere: {
    why: 'Diese Person beim Anbieter gehört schon zu einem anderen Konto.',
    fix: 'Nehmen Sie die Anmeldung zuerst vom anderen Konto, oder führen Sie beide Konten zusammen.',
  },
  email_taken: {
    why: 'Ein anderes Konto hat die E-Mail-Adresse, die der Anbieter gesendet hat.',
    fix: 'Die Person meldet sich bei diesem Konto an wie bisher und verbindet den Anbieter auf der Seite „Sicherheit“. Oder Sie lassen Personen ihr Konto stattdessen nachweisen.',
  },
  attempt_unknown: {
    why: 'Jemand kam mit einer Anmeldung zurück, die hier nie begonnen wurde.',
    fix: 'Es ist nichts zu tun, außer es kommt oft vor: Dann gehört die Rücksprungadresse beim Anbieter vielleicht zu einem anderen Shop.',
  },
  attempt_expired: {
    why: 'Jemand kam nach mehr als 15 Minuten zurück.',
    fix: 'Es ist nichts zu tun. Wer es versucht hat, kann es noch einmal versuchen.',
  },
  attempt_used: {
    why: 'Jemand kam zweimal mit derselben Anmeldung zurück.',
    fix: 'Es ist nichts zu tun: Die Person hat „Zurück“ gewählt oder die Seite neu geladen.',
  },
  other_browser: {
    why: 'Eine Anmeldung kam in einem anderen Browser zurück, als sie begonnen wurde.',
    fix: 'Einmal: Ein Link wurde in einem anderen Browser geöffnet, oder jemand wollte eine Anmeldung unterschieben. Oft: Der Browser behält unsere Cookies nicht.',
  },
}
