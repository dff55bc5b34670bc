import { office, type PageUnderTest, shop } from './page-under-test.ts'
import type { World } from './world.ts'

type Path = (world: World) => string

/** A page of the organizer with providers. */
const campus = (name: string, route: string, path: Path = () => route, more: Partial<PageUnderTest> = {}) =>
  shop(name, `/account${route}`, { path: (world) => `${world.demo.foyer.url}/campus/account${path(world)}`, ...more })

/** A page at an address that the world knows. */
const known = (
  name: string,
  route: string,
  as: PageUnderTest['as'],
  path: (sso: World['sso']) => string,
  status = 200,
) => shop(name, `/account${route}`, { as, status, path: ({ demo, sso }) => demo.foyer.url + path(sso) })

const own = (name: string, route: string, path?: Path) => campus(name, route, path, { as: 'student' })

/** A page of the back office of that organizer. */
const inCampus = (name: string, route: string, path: Path = () => route, more: Partial<PageUnderTest> = {}) =>
  office(name, `/organizer/:organizer${route}`, {
    path: (world) => `${world.demo.foyer.url}/control/organizer/${world.sso.slug}${path(world)}`,
    ...more,
  })

const ofProvider = (
  name: string,
  route: string,
  rest: string | ((sso: World['sso']) => string) = route,
  which: keyof World['sso']['providers'] = 'works',
) =>
  inCampus(
    name,
    `/ssoprovider/:id${route}`,
    ({ sso }) => `/ssoprovider/${sso.providers[which]}${typeof rest === 'string' ? rest : rest(sso)}`,
  )

const ofIdentity = (name: string, rest: string) =>
  inCampus(
    name,
    `/customer/:identifier/identities/:identity${rest}`,
    ({ sso }) => `/customer/${sso.customer}/identities/${sso.identity}${rest}`,
  )

const CUSTOMERS_PAGES: readonly PageUnderTest[] = [
  campus('login with providers', '/login'),
  campus('login with a provider that was used last', '/login', undefined, { as: 'arriving' }),
  campus('registration with providers', '/register'),
  known('login with nothing but providers', '/login', 'nobody', ({ onlySso }) => `/${onlySso}/account/login`),
  campus('provider that cannot be reached', '/login/:provider', () => '/login/library/', { status: 502 }),
  campus('provider that is switched off', '/login/:provider', () => '/login/old/', { status: 403 }),
  campus('return that nobody set out for', '/login/:provider/return', () => '/login/uni/return?state=x', {
    status: 400,
  }),
  known('proof of an account', '/login/link', 'arriving', ({ questions }) => questions.prove),
  known('proof of an account with digits', '/login/link', 'arriving', ({ questions }) => questions.proveDigits),
  known('connection of an identity', '/login/link', 'student', ({ questions }) => questions.connect),
  known('question for an address', '/login/confirm', 'arriving', ({ questions }) => questions.address),
  known('confirmation of an address', '/login/confirm', 'arriving', ({ questions }) => questions.confirm),
  known('question that is over', '/login/confirm', 'arriving', ({ questions }) => questions.answered, 410),
  known('popup', '/popup/:popup', 'student', ({ popup }) => popup),
  campus('popup that is over', '/popup/:popup', () => '/popup/ABCDEFGHJK', { status: 410 }),
  known('popup for a stranger', '/popup', 'nobody', ({ strangerPopup }) => strangerPopup, 400),
  known('login of a test', '/login/check/:ticket', 'nobody', ({ tests }) => tests.login),
  campus('login of a test that is over', '/login/check/:ticket', () => '/login/check/none', { status: 410 }),
  own('security with identities', '/security'),
  own('removal of an identity', '/security/providers/:identity/remove', ({ sso }) => {
    return `/security/providers/${sso.identity}/remove`
  }),
  own('profile of which a provider owns a part', '/profile'),
]

const OFFICE_PAGES: readonly PageUnderTest[] = [
  inCampus('SSO providers', '/ssoproviders'),
  inCampus('no SSO providers', '/ssoproviders', undefined, {
    path: ({ demo }) => `${demo.office}organizer/side/ssoproviders`,
  }),
  inCampus('choice of an SSO provider', '/ssoprovider/add'),
  inCampus('new SSO provider', '/ssoprovider/add', () => '/ssoprovider/add?preset=keycloak'),
  inCampus('new SSO provider of Apple', '/ssoprovider/add', () => '/ssoprovider/add?preset=apple'),
  ofProvider('SSO provider', '/edit'),
  ofProvider('SSO provider with a problem', '/edit', '/edit', 'fails'),
  ofProvider('customers of an SSO provider', '/customers'),
  ofProvider('switching off an SSO provider', '/disable'),
  ofProvider('deletion of an SSO provider', '/delete', '/delete', 'isUnused'),
  ofProvider('SSO provider that cannot be deleted', '/delete'),
  ofProvider('new rule', '/rules/add'),
  ofProvider('rule', '/rules/:rule/edit', ({ rule }) => `/rules/${rule}/edit`),
  ofProvider('deletion of a rule', '/rules/:rule/delete', ({ rule }) => `/rules/${rule}/delete`),
  ofProvider('tests of an SSO provider', '/test'),
  ofProvider('test of an SSO provider', '/test/:run', ({ tests }) => `/test/${tests.done}`),
  ofProvider('test that waits for a login', '/test/:run', ({ tests }) => `/test/${tests.waiting}?still=1`),
  ofProvider('test that failed', '/test/:run', ({ tests }) => `/test/${tests.failed}`, 'fails'),
  inCampus('logins through providers', '/ssologins'),
  inCampus('no logins through providers', '/ssologins', undefined, {
    path: ({ demo }) => `${demo.office}organizer/side/ssologins`,
  }),
  inCampus('login that was refused', '/ssologins/:login', ({ sso }) => `/ssologins/${sso.refusal}`),
  inCampus('customer of a provider', '/customer/:identifier', ({ sso }) => `/customer/${sso.customer}/`),
  inCampus(
    'change of a customer of a provider',
    '/customer/:identifier/edit',
    ({ sso }) => `/customer/${sso.customer}/edit`,
  ),
  ofIdentity('identity', ''),
  ofIdentity('removal of an identity by staff', '/unlink'),
  ofIdentity('change to a login by email', '/convert'),
  inCampus('tags of a customer', '/customer/:identifier/tags', ({ sso }) => `/customer/${sso.customer}/tags`),
  inCampus(
    'customers of a provider with a tag',
    '/customers',
    ({ sso }) => `/customers?provider=${sso.providers.works}&tag=choir`,
  ),
  inCampus('settings with providers', '/settings'),
]

/** Pages about logins through providers. */
export const SSO_PAGES: readonly PageUnderTest[] = [...CUSTOMERS_PAGES, ...OFFICE_PAGES]
