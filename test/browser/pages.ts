import type { RunningDemo } from '../support/demo.ts'
import { parse } from '../support/html.ts'

export type Reader = 'nobody' | 'customer' | 'staff'

/** What the addresses below need to know of the running demo. */
export interface World {
  readonly demo: RunningDemo
  readonly customer: string
  readonly client: string
  readonly mail: string
  /** Addresses in two mails: of a new account, and for a forgotten password. */
  readonly links: { readonly activation: string; readonly reset: string }
}

export interface PageUnderTest {
  readonly name: string
  /** As it stands in the code; none for what has no route, such as errors. */
  readonly route?: string
  readonly as: Reader
  readonly path: (world: World) => string
  readonly status?: number
}

const shop = (name: string, path: string, more: Partial<PageUnderTest> = {}): PageUnderTest => ({
  name,
  route: `/:organizer${path}`.replace(/\/$/, ''),
  as: 'nobody',
  path: ({ demo }) => `${demo.shop.slice(0, -1)}${path}`,
  ...more,
})

const office = (name: string, route: string, more: Partial<PageUnderTest> = {}): PageUnderTest => ({
  name,
  route: `/control${route}`,
  as: 'staff',
  path: ({ demo }) => `${demo.foyer.url}/control${route}`,
  ...more,
})

const inOffice = (
  name: string,
  route: string,
  path: (world: World) => string = () => route,
  more: Partial<PageUnderTest> = {},
): PageUnderTest =>
  office(name, `/organizer/:organizer${route}`, {
    path: (world) => `${world.demo.foyer.url}/control/organizer/${world.demo.access.organizer}${path(world)}`,
    ...more,
  })

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
  shop('account', '/account', { as: 'customer' }),
  shop('logout', '/account/logout', { as: 'customer' }),
  {
    name: 'missing page of a shop',
    as: 'nobody',
    path: ({ demo }) => `${demo.shop}nothing/here`,
    status: 404,
  },
  shop('authorization request that nobody can be sent back from', '/oauth2/v1/authorize', { status: 400 }),

  office('staff login', '/login', { as: 'nobody' }),
  office('staff logout', '/logout'),
  { name: 'missing page of the back office', as: 'staff', path: ({ demo }) => `${demo.office}nothing`, status: 404 },
  office('organizers', ''),
  office('new organizer', '/organizers/add'),
  office('mail queue', '/admin/mails'),
  inOffice('overview', ''),
  inOffice('customers', '/customers'),
  inOffice('customers that match nothing', '/customers', () => '/customers?query=nobodyatall'),
  inOffice('new customer', '/customer/add'),
  inOffice('customer', '/customer/:customer', ({ customer }) => `/customer/${customer}/`),
  inOffice('change of a customer', '/customer/:customer/edit', ({ customer }) => `/customer/${customer}/edit`),
  inOffice(
    'deletion of a customer',
    '/customer/:customer/anonymize',
    ({ customer }) => `/customer/${customer}/anonymize`,
  ),
  inOffice('SSO clients', '/ssoclients'),
  inOffice('new SSO client', '/ssoclient/add'),
  inOffice('SSO client', '/ssoclient/:id/edit', ({ client }) => `/ssoclient/${client}/edit`),
  inOffice('deletion of an SSO client', '/ssoclient/:id/delete', ({ client }) => `/ssoclient/${client}/delete`),
  inOffice('history', '/history'),
  inOffice('settings', '/settings'),

  { name: 'mailbox', route: '/demo/mailbox', as: 'nobody', path: ({ demo }) => demo.mailbox },
  { name: 'mail', route: '/demo/mailbox/:id', as: 'nobody', path: ({ demo, mail }) => `${demo.mailbox}/${mail}` },
  {
    name: 'inside of a mail',
    route: '/demo/mailbox/:id/html',
    as: 'nobody',
    path: ({ demo, mail }) => `${demo.mailbox}/${mail}/html`,
  },
  { name: 'forum', as: 'nobody', path: ({ demo }) => demo.forum },
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
  '/',
  '/:organizer/.well-known/openid-configuration',
  '/:organizer/brand/:file',
  '/:organizer/oauth2/v1/keys',
  '/:organizer/oauth2/v1/token',
  '/:organizer/oauth2/v1/userinfo',
  '/assets/*',
  '/forum.css',
  '/healthz',
  '/metrics',
  '/readyz',
  '/signin',
]

/** Registers somebody and asks for a new password, so that there are mails and links to look at. */
export async function prepareWorld(demo: RunningDemo): Promise<World> {
  const { foyer, access } = demo
  const organizer = await foyer.features.organizers.bySlug(access.organizer)
  if (!organizer) throw new Error('the demo has no organizer')
  const customer = await foyer.features.customers.byEmail(organizer.id, access.customer.email)
  const client = await foyer.features.ssoClients.byClientId(organizer.id, access.forum.clientId)
  const browser = foyer.client()
  const person = { given_name: 'Berta', family_name: 'Beispiel', email: 'berta@demo.example' }
  await browser.submit(`/${access.organizer}/account/register`, person)
  await browser.submit(`/${access.organizer}/account/pwreset`, { email: access.customer.email })
  await foyer.deliver()
  const activation = await mailAbout(demo, 'Activate')
  const reset = await mailAbout(demo, 'password')
  return {
    demo,
    customer: customer?.identifier ?? '',
    client: client?.id ?? '',
    mail: activation.id,
    links: { activation: activation.link, reset: reset.link },
  }
}

async function mailAbout({ foyer, mailbox }: RunningDemo, subject: string): Promise<{ id: string; link: string }> {
  const browser = foyer.client()
  const [path = ''] = parse((await browser.get(mailbox)).text).links(subject)
  const [link = ''] = parse((await browser.get(path)).text).links('token=')
  if (link === '') throw new Error(`no mail about "${subject}"`)
  return { id: path.split('/').at(-1) ?? '', link }
}
