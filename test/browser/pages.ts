import { ACCOUNT_PAGES } from './account-pages.ts'
import { CUSTOMER_PAGES } from './customer-pages.ts'
import { inOffice, office, type PageUnderTest, shop } from './page-under-test.ts'
import { SSO_PAGES } from './sso-pages.ts'
import { STAFF_PAGES } from './staff-pages.ts'

/** Every page that there is. A test fails when a route is neither here nor below. */
export const PAGES: readonly PageUnderTest[] = [
  shop('front page', ''),
  shop('front page of a customer', '', { as: 'customer' }),
  shop('login', '/account/login'),
  shop('registration', '/account/register'),
  shop('forgotten password', '/account/pwreset'),
  shop('mail sent', '/account/sent'),
  shop('activation', '/account/activate', { path: ({ links }) => links.activation }),
  shop('activation with a dead link', '/account/activate', {
    path: ({ demo }) => `${demo.shop}account/activate?token=used`,
    status: 410,
  }),
  shop('new password', '/account/pwrecover', { path: ({ links }) => links.reset }),
  shop('connected apps', '/account/apps', { as: 'customer' }),
  shop('withdrawal of an app', '/account/apps/:app/withdraw', {
    as: 'customer',
    path: ({ demo, client }) => `${demo.shop}account/apps/${client}/withdraw`,
  }),
  shop('consent', '/account/consent', {
    as: 'customer',
    path: ({ demo, consent }) => demo.foyer.url + consent,
  }),
  shop('login again for an app', '/account/login', {
    as: 'customer',
    path: ({ demo, consent }) =>
      `${demo.foyer.url}${consent.replace('/consent?', '/login?')}&reauth=1&reason=prompt_login`,
  }),
  shop('choice of an account for an app', '/account/login', {
    as: 'customer',
    path: ({ demo, consent }) =>
      `${demo.foyer.url}${consent.replace('/consent?', '/login?')}&reauth=1&reason=select_account`,
  }),
  shop('logout', '/account/logout', { as: 'customer' }),
  {
    name: 'missing page of a shop',
    as: 'nobody',
    path: ({ demo }) => `${demo.shop}nothing/here`,
    status: 404,
  },
  shop('logout that an app asks for', '/oauth2/v1/logout', {
    as: 'customer',
    path: ({ demo }) => `${demo.shop}oauth2/v1/logout?client_id=unknown&post_logout_redirect_uri=https://rp.example/`,
  }),
  shop('logged out', '/oauth2/v1/logout/done'),
  shop('authorization request that nobody can be sent back from', '/oauth2/v1/authorize', { status: 400 }),

  ...ACCOUNT_PAGES,

  office('staff login', '/login', { as: 'nobody' }),
  office('staff logout', '/logout'),
  { name: 'missing page of the back office', as: 'staff', path: ({ demo }) => `${demo.office}nothing`, status: 404 },
  office('organizers', ''),
  office('new organizer', '/organizers/add'),
  office('history of the installation', '/admin/history'),
  office('mail queue', '/admin/mails'),
  office('end of a mail', '/admin/mails/discard', {
    path: ({ demo, deadMail }) => `${demo.office}admin/mails/discard?id=${deadMail}`,
  }),
  inOffice('overview', ''),
  ...CUSTOMER_PAGES,
  ...STAFF_PAGES,
  ...SSO_PAGES,
  inOffice(
    'withdrawal of an app for a customer',
    '/customer/:identifier/apps/:app/withdraw',
    ({ customer, client }) => `/customer/${customer}/apps/${client}/withdraw`,
  ),
  inOffice('SSO clients', '/ssoclients'),
  inOffice('new SSO client', '/ssoclient/add'),
  inOffice('SSO client', '/ssoclient/:id/edit', ({ client }) => `/ssoclient/${client}/edit`),
  inOffice('switching off an SSO client', '/ssoclient/:id/disable', ({ client }) => `/ssoclient/${client}/disable`),
  inOffice('deletion of an SSO client', '/ssoclient/:id/delete', ({ client }) => `/ssoclient/${client}/delete`),
  inOffice('connection test of an SSO client', '/ssoclient/:id/test', ({ client }) => `/ssoclient/${client}/test`),
  inOffice('refused requests', '/ssorefusals'),
  inOffice('search for a refused request that there is not', '/ssorefusals', () => '/ssorefusals?reference=AAAAAAAA'),
  inOffice('refused request', '/ssorefusals/:reference', ({ refusal }) => `/ssorefusals/${refusal}`),
  inOffice('signing keys', '/ssokeys'),
  inOffice('change of a signing key', '/ssokeys/rotate', () => '/ssokeys/rotate?alg=RS256'),
  inOffice('app registration', '/ssoregistration'),
  inOffice('new registration token', '/ssoregistration/add'),
  inOffice(
    'end of a registration token',
    '/ssoregistration/:id/revoke',
    ({ registrationToken }) => `/ssoregistration/${registrationToken}/revoke`,
  ),
  inOffice('app registration that is switched off', '/ssoregistration', () => '', {
    path: ({ demo }) => `${demo.office}organizer/side/ssoregistration`,
  }),
  inOffice('history', '/history'),
  inOffice('settings', '/settings'),
  inOffice('mail texts', '/settings/mails'),
  inOffice('mail text', '/settings/mails/:key', () => '/settings/mails/customer_reset'),
  inOffice('preview of a mail text', '/settings/mails/:key/preview', () => '/settings/mails/customer_reset/preview'),
  inOffice('end of a domain', '/settings/domains/remove', () => '', {
    path: ({ demo }) => `${demo.office}organizer/side/settings/domains/remove?host=side.example`,
  }),

  { name: 'mailbox', route: '/demo/mailbox', as: 'nobody', path: ({ demo }) => demo.mailbox },
  { name: 'mail', route: '/demo/mailbox/:id', as: 'nobody', path: ({ demo, mail }) => `${demo.mailbox}/${mail}` },
  {
    name: 'inside of a mail',
    route: '/demo/mailbox/:id/html',
    as: 'nobody',
    path: ({ demo, mail }) => `${demo.mailbox}/${mail}/html`,
  },
  { name: 'forum', as: 'nobody', path: ({ demo }) => demo.forum },
  { name: 'forum after a logout', route: '/logged-out', as: 'nobody', path: ({ demo }) => `${demo.forum}logged-out` },
  {
    name: 'forum that somebody comes to without having left',
    route: '/callback',
    as: 'nobody',
    path: ({ demo }) => `${demo.forum}callback?state=none`,
    status: 400,
  },
]

/** Routes that answer with something else than a page of their own. */
export const NOT_PAGES: readonly string[] = [
  // Goes on by itself, tested in single-logout.test.ts; and nothing but a script.
  '/:organizer/oauth2/v1/logout/apps',
  '/:organizer/oauth2/v1/session',
  '/',
  '/.well-known/oauth-authorization-server/:organizer',
  '/.well-known/openid-configuration/:organizer',
  '/:organizer/.well-known/oauth-authorization-server',
  '/:organizer/.well-known/openid-configuration',
  // Lead on at once.
  '/:organizer/account/logout/provider',
  '/:organizer/account/logout/return',
  '/:organizer/account/login/:provider/frontchannel',
  '/control/organizer/:organizer/ssoprovider/:id/test/:run/report.txt',
  '/:organizer/account/login/:slug/icon/:hash',
  '/:organizer/account/login/:slug/keys',
  '/:organizer/brand/:file',
  '/:organizer/brand/app/:client/:hash',
  '/:organizer/oauth2/v1/introspect',
  '/:organizer/oauth2/v1/keys',
  '/:organizer/oauth2/v1/par',
  '/:organizer/oauth2/v1/register',
  '/:organizer/oauth2/v1/register/:clientId',
  '/:organizer/oauth2/v1/revoke',
  '/:organizer/oauth2/v1/token',
  '/:organizer/oauth2/v1/userinfo',
  '/api/v1/me',
  '/api/v1/organizers',
  '/api/v1/organizers/:organizer',
  '/api/v1/organizers/:organizer/teams',
  '/api/v1/organizers/:organizer/teams/:team',
  '/api/v1/organizers/:organizer/teams/:team/invites',
  '/api/v1/organizers/:organizer/teams/:team/invites/:id',
  '/api/v1/organizers/:organizer/teams/:team/members',
  '/api/v1/organizers/:organizer/teams/:team/members/:id',
  '/api/v1/organizers/:organizer/teams/:team/tokens',
  '/api/v1/organizers/:organizer/teams/:team/tokens/:id',
  '/assets/*',
  '/control/auth/:backend/callback',
  '/control/auth/:backend/metadata',
  '/control/auth/:backend/start',
  '/control/organizer/:organizer/customers/import/:id/problems.csv',
  '/control/reauth/passkey',
  '/forum.css',
  '/healthz',
  '/metrics',
  '/readyz',
  '/signin',
]
