import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedDemo } from '../../src/features/demo/index.ts'
import { BrowserClient } from '../support/client.ts'
import { type RunningDemo, startDemo } from '../support/demo.ts'

let demo: RunningDemo
beforeAll(async () => {
  demo = await startDemo()
})
afterAll(() => demo?.[Symbol.asyncDispose]())

/** One browser: what it keeps for the shop, and what it keeps for the forum. */
async function signedIn() {
  const shop = demo.foyer.client()
  const forum = new BrowserClient(demo.forum)
  const leaving = await forum.get('/signin')
  const login = await shop.get(leaving.location ?? '', { follow: true })
  const answer = await shop.submit(login.url, demo.access.customer, { page: login, follow: true })
  await forum.get(backTo(answer.location), { follow: true })
  expect((await forum.get('/')).text).toContain('You are logged in as Ann Example')
  return { shop, forum }
}

/** The address at the forum that the shop sent the browser to. */
function backTo(location: string | null): string {
  expect(location).toMatch(demo.forum)
  return location ?? ''
}

async function theClient() {
  const { features } = demo.foyer
  const organizer = await features.organizers.bySlug(demo.access.organizer)
  const client = organizer && (await features.ssoClients.byClientId(organizer.id, demo.access.forum.clientId))
  if (!organizer || !client) throw new Error('the demo has no forum')
  return { organizer, client }
}

test('a logout in the shop reaches the forum, and no other browser of the same person', async () => {
  const ann = await signedIn()
  const elsewhere = await signedIn()
  await ann.shop.submit(`${demo.shop}account/`, {}, { form: 'logout' })
  await demo.foyer.deliver()
  expect((await ann.forum.get('/')).text).toContain('Log in with Demo Festival')
  expect((await elsewhere.forum.get('/')).text).toContain('You are logged in as Ann Example')
})

test('a logout in the forum ends the login at the shop without a question, and comes back', async () => {
  const { shop, forum } = await signedIn()
  const leaving = await forum.submit('/', {}, { form: 'logout' })
  expect(leaving.status).toBe(303)
  const answer = await shop.get(leaving.location ?? '', { follow: true })
  expect(answer.location).toBe(`${demo.forum}logged-out`)
  expect((await forum.get('/logged-out')).text).toContain('You are logged out, here and in the shop.')
  expect((await forum.get('/')).text).toContain('Log in with Demo Festival')
  expect((await shop.get(`${demo.shop}account/`)).location).toContain('/account/login')
})

test('the forum believes no logout message that the shop did not sign', async () => {
  const { forum } = await signedIn()
  for (const fields of [{}, { logout_token: 'x' }, { logout_token: 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.' }]) {
    const answer = await forum.post('/backchannel-logout', fields as Record<string, string>)
    expect(answer.status).toBe(400)
    expect(JSON.parse(answer.text)).toMatchObject({ error: 'invalid_request' })
  }
  expect((await forum.get('/')).text).toContain('You are logged in as Ann Example')
})

test('the registration of an older demo, or of one on another port, is brought up to date', async () => {
  const { features, platform } = demo.foyer
  const { organizer, client } = await theClient()
  const byHand = 'https://by-hand.example/callback'
  await features.ssoClients.update(
    organizer.id,
    client.id,
    {
      redirectUris: [`${demo.forum}callback`, byHand],
      postLogoutRedirectUris: [],
      backchannelLogoutUri: null,
      allowedScopes: ['openid', 'profile', 'email'],
    },
    { type: 'system' },
  )
  const access = await seedDemo(platform, features, 'http://localhost:4999')
  expect(access).toEqual(demo.access)
  const moved = (await theClient()).client
  expect(moved).toMatchObject({
    redirectUris: [`${demo.forum}callback`, byHand, 'http://localhost:4999/callback'],
    postLogoutRedirectUris: ['http://localhost:4999/logged-out'],
    backchannelLogoutUri: 'http://localhost:4999/backchannel-logout',
    allowedScopes: ['openid', 'profile', 'email', 'phone', 'offline_access'],
    clientUri: 'http://localhost:4999/',
  })
  await seedDemo(platform, features, 'http://localhost:4999')
  expect((await theClient()).client.modifiedAt).toBe(moved.modifiedAt)
})
