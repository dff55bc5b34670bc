import type { SameTexts } from '../../../platform/i18n/i18n.ts'
import { bad, discovery } from './de-problems.ts'
import type { ssoProviders as en } from './en.ts'

export const ssoProviders: SameTexts<typeof en> = {
  label: 'Mit {{name}} anmelden',
  inUse_one:
    '{{count}} Kunde meldet sich mit diesem Anbieter an. Übertragen Sie ihn auf einen anderen Anbieter, oder lösen Sie zuerst die Verbindung.',
  inUse_other:
    '{{count}} Kunden melden sich mit diesem Anbieter an. Übertragen Sie sie auf einen anderen Anbieter, oder lösen Sie zuerst ihre Verbindung.',
  bad,
  discovery,
  hint: {
    googleApp: 'Legen Sie in der Google-Cloud-Konsole einen OAuth-Client vom Typ „Webanwendung“ an.',
    googleDomain:
      'Mit hd=example.org als zusätzlichem Parameter bietet Google zuerst Konten dieser Domain an. Damit niemand sonst hereinkommt, machen Sie die App in der Konsole intern.',
    entraTenant:
      'Die Issuer-URL enthält die ID Ihres Verzeichnisses (Mandant). Die gemeinsamen Adressen „common“ und „organizations“ gehen nicht, weil jedes Verzeichnis einen eigenen Issuer hat.',
    entraEmail:
      'Entra sagt nicht, ob eine Adresse bestätigt wurde; deshalb wird sie bei der ersten Anmeldung mit einer E-Mail von uns bestätigt. Fügen Sie in der App-Registrierung den optionalen Claim „email“ zum ID-Token hinzu.',
    entraSubject:
      'Der Claim sub ist für jede App ein anderer. Wählen Sie vor der ersten Anmeldung oid als Benutzer-ID, wenn mehrere Apps dieselben Personen meinen sollen.',
    entraSecret: 'Client-Geheimnisse von Entra laufen ab. Geben Sie den Wert des Geheimnisses ein, nicht seine ID.',
    appleKey:
      'Apple gibt kein Client-Geheimnis aus, sondern einen Schlüssel: Geben Sie Team-ID, Schlüssel-ID und den Inhalt der Datei AuthKey_….p8 ein. Die Client-ID ist der Name der Services-ID.',
    appleName: 'Apple schickt in seinen Token keinen Namen; deshalb geben die Leute ihren hier ein.',
    appleRelay:
      'Die eigene Adresse lässt sich hinter einer von privaterelay.appleid.com verbergen. Melden Sie den Absender Ihrer E-Mails bei Apple an, sonst kommen sie nicht an.',
    auth0Slash:
      'Die Issuer-URL von Auth0 endet mit einem Schrägstrich. Wählen Sie „Regular web application“ als Art der App.',
    auth0Claims:
      'Eigene Claims wie Gruppen heißen wie ganze Adressen: Geben Sie https://example.org/groups so ein, wie es ist.',
    keycloakClient:
      'Legen Sie einen Client an, bei dem „Client authentication“ und „Standard flow“ eingeschaltet sind.',
    keycloakRoles: 'Rollen stehen in realm_access.roles, sobald ein Mapper sie ins ID-Token oder in Userinfo schreibt.',
    authentikEmail:
      'Seit Version 2025.10 sagt authentik von jeder Adresse, sie sei nicht bestätigt. Lassen Sie Adressen mit einer E-Mail von uns bestätigen, oder ändern Sie dort das Scope-Mapping „email“.',
    authentikIssuer: 'Die Issuer-URL endet mit einem Schrägstrich, wenn dort jeder Anbieter einen eigenen Issuer hat.',
    authentikGroups: 'Gruppen kommen mit dem Scope profile, im Claim groups.',
    zitadelApp: 'Legen Sie eine App vom Typ „Web“ an, mit der Anmeldeart „Code“ oder mit „Post“ oder „Basic“.',
    zitadelRoles:
      'Rollen stehen in urn:zitadel:iam:org:project:roles, sobald im Projekt „Assert roles on authentication“ eingeschaltet ist.',
    pretixClient:
      'Legen Sie dort einen SSO-Client an: Art „vertraulich“, „Authorization Code“, alle vier Zugriffsbereiche.',
    pretixIssuer:
      'Die Issuer-URL ist die Adresse des Ticketshops mit der Kurzform des Veranstalters, oder dessen eigene Domain.',
    pretixName: 'pretix schickt den Namen als name, given_name und family_name, und die Telefonnummer mit Leerzeichen.',
    foyerClient: 'Legen Sie dort einen SSO-Client an: vertraulich, mit der Rücksprungadresse dieser Seite.',
    foyerLogout: 'Damit Abmeldungen in beide Richtungen wirken, tragen Sie dort auch die Adressen zum Abmelden ein.',
    otherNeeds: 'Der Anbieter braucht OpenID Connect mit Discovery und dem Authorization Code Flow.',
    otherPost: 'Wenn der Anbieter Client-ID und Geheimnis ablehnt, obwohl sie stimmen, wählen Sie client_secret_post.',
  },
}
