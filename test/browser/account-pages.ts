import { type PageUnderTest, shop } from './page-under-test.ts'
import type { World } from './world.ts'

const MAHLER = { code: 'N4VQS', secret: 'demon4vqssecret' }

/** A page of the account of the demo's customer. */
const own = (name: string, route: string, rest: (world: World) => string = () => route): PageUnderTest =>
  shop(name, `/account${route}`, { as: 'customer', path: (world) => `${world.demo.shop}account${rest(world)}` })

/** A page behind a link from a mail. */
const linked = (name: string, route: string, as: PageUnderTest['as'], link: keyof World['account']['links']) =>
  shop(name, `/account${route}`, { as, path: ({ account }) => account.links[link] })

/** What customers have in their account, and on the way into it. */
export const ACCOUNT_PAGES: readonly PageUnderTest[] = [
  shop('account', '/account', { as: 'customer' }),
  shop('account without orders', '/account', { as: 'newcomer' }),
  own('hidden orders', '/orders/hidden'),
  shop('order', '/:event/order/:code/:secret', {
    as: 'customer',
    path: ({ demo }) => `${demo.shop}mahler/order/${MAHLER.code}/${MAHLER.secret}`,
  }),
  shop('ticket', '/:event/ticket/:code/:positionid/:secret', {
    path: ({ demo }) => `${demo.shop}mahler/ticket/${MAHLER.code}/1/${MAHLER.secret}`,
  }),
  own('memberships', '/memberships'),
  shop('no memberships', '/account/memberships', { as: 'newcomer' }),
  own('membership', '/memberships/:id', ({ account }) => `/memberships/${account.membership}`),
  own('saved people', '/profiles'),
  shop('no saved people', '/account/profiles', { as: 'newcomer' }),
  own('new person', '/profiles/add'),
  own('saved person', '/profiles/:id/edit', ({ account }) => `/profiles/${account.person}/edit`),
  own('deletion of a saved person', '/profiles/:id/delete', ({ account }) => `/profiles/${account.person}/delete`),
  own('saved addresses', '/addresses'),
  own('new address', '/addresses/add'),
  own('saved address', '/addresses/:id/edit', ({ account }) => `/addresses/${account.address}/edit`),
  own('deletion of a saved address', '/addresses/:id/delete', ({ account }) => `/addresses/${account.address}/delete`),
  shop('profile', '/account/profile', { as: 'customer' }),
  own('security', '/security'),
  shop('security of somebody without anything', '/account/security', { as: 'newcomer' }),
  own('logins', '/security/sign-ins'),
  own('locking of an account', '/security/lock'),
  own('change of the password', '/password'),
  own('change of the address', '/change'),
  own('further addresses', '/emails'),
  own('further address for logins', '/emails/:email/login', ({ account }) => `/emails/${account.email}/login`),
  own('new passkey', '/security/passkeys/add'),
  own('name of a passkey', '/security/passkeys/:passkey', ({ account }) => `/security/passkeys/${account.passkey}`),
  own(
    'removal of a passkey',
    '/security/passkeys/:passkey/remove',
    ({ account }) => `/security/passkeys/${account.passkey}/remove`,
  ),
  own('authenticator app', '/security/totp'),
  own('recovery codes', '/security/recovery-codes'),
  own('privacy', '/privacy'),
  shop('privacy of somebody who leaves', '/account/privacy', { as: 'newcomer' }),
  shop('login with a code', '/account/login/code'),
  shop('second step', '/account/login/second-step', { as: 'halfway' }),
  linked('confirmation of a new address', '/confirmchange', 'customer', 'change'),
  linked('confirmation of a further address', '/confirmemail', 'customer', 'email'),
  linked('change of an address that is taken back', '/undochange', 'nobody', 'undo'),
  linked('account that is kept', '/keep', 'nobody', 'keep'),
  shop('account that cannot be kept', '/account/keep', {
    path: ({ demo }) => `${demo.shop}account/keep?token=used`,
    status: 410,
  }),
]
