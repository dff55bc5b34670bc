import { bad, discovery } from './en-problems.ts'

export const ssoProviders = {
  label: 'Log in with {{name}}',
  inUse_one:
    '{{count}} customer logs in with this provider. Move the customer to another provider, or end the connection first.',
  inUse_other:
    '{{count}} customers log in with this provider. Move them to another provider, or end their connection first.',
  bad,
  discovery,
  hint: {
    googleApp: 'Create an OAuth client of the type “Web application” in the Google Cloud console.',
    googleDomain:
      'With hd=example.org as an extra parameter Google offers accounts of that domain first. To let in nobody else, make the app internal in the console.',
    entraTenant:
      'The issuer URL contains the ID of your directory (tenant). The shared addresses “common” and “organizations” do not work, because each directory has an issuer of its own.',
    entraEmail:
      'Entra does not say whether an address was verified, so it is confirmed by an email of ours at the first login. Add the optional claim “email” to the ID token in the app registration.',
    entraSubject:
      'The claim sub is another one for each app. Choose oid as user ID before the first login if several apps should mean the same people.',
    entraSecret: 'Client secrets of Entra expire. Enter the value of the secret, not its ID.',
    appleKey:
      'Apple gives no client secret but a key: enter team ID, key ID and the content of the file AuthKey_….p8. The client ID is the identifier of the services ID.',
    appleName: 'Apple sends no name in its tokens, so people enter theirs here.',
    appleRelay:
      'People can hide their address behind one of privaterelay.appleid.com. Register the sender of your emails with Apple, otherwise they do not arrive.',
    auth0Slash: 'The issuer URL of Auth0 ends with a slash. Choose “Regular web application” as the type of the app.',
    auth0Claims:
      'Claims of your own, such as groups, have whole addresses as names: enter https://example.org/groups as it is.',
    keycloakClient: 'Create a client with “Client authentication” and “Standard flow” switched on.',
    keycloakRoles: 'Roles are in realm_access.roles once a mapper adds them to the ID token or to user info.',
    authentikEmail:
      'Since version 2025.10 authentik says of every address that it is not verified. Choose to confirm addresses by an email of ours, or change the scope mapping “email” there.',
    authentikIssuer: 'The issuer URL ends with a slash when the provider’s issuer mode is “each provider”.',
    authentikGroups: 'Groups come with the scope profile, in the claim groups.',
    zitadelApp: 'Create an application of the type “Web” with the authentication method “Code”, or “Post” or “Basic”.',
    zitadelRoles:
      'Roles are in urn:zitadel:iam:org:project:roles once “Assert roles on authentication” is switched on in the project.',
    pretixClient: 'Create an SSO client there: type “confidential”, grant type “authorization code”, all four scopes.',
    pretixIssuer:
      'The issuer URL is the address of the ticket shop with the short form of the organizer, or the organizer’s own domain.',
    pretixName: 'pretix sends the name as name, given_name and family_name, and the phone number with spaces.',
    foyerClient: 'Create an SSO client there: confidential, with the redirect URI of this page.',
    foyerLogout: 'For logouts in both directions, enter the addresses for logout of this page there, too.',
    otherNeeds: 'The provider needs OpenID Connect with discovery and the authorization code flow.',
    otherPost: 'If the provider refuses client ID and secret although they are right, choose client_secret_post.',
  },
}
