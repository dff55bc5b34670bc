import { UnsecuredJWT } from 'jose'
import { beforeAll, expect, it } from 'vitest'
import { generateSigningKey } from '../../keys/generate-key.ts'
import { createSigner } from '../../keys/signer.ts'
import { testClient, testHost } from '../testing.ts'
import { readLogoutRequest } from './index.ts'

const RETURN = 'https://app.example/bye'
const web = testClient({ postLogoutRedirectUris: [RETURN, 'https://app.example/bye?kept=1'] })
const other = testClient({ id: 'client-3' as typeof web.id, clientId: 'other-app', postLogoutRedirectUris: [RETURN] })
const off = testClient({ id: 'client-4' as typeof web.id, clientId: 'off', isActive: false })
const host = testHost([web, other, off])
const claims = { iss: host.issuer, sub: 'QX7PL4D', aud: 'web-app', exp: 1, iat: 1, sid: 'session-1' }
let hint: string

beforeAll(async () => {
  hint = await (await host.keys.signer('ES256')).sign(claims)
})

const read = (params: Record<string, string> | string) =>
  readLogoutRequest({ host, params: new URLSearchParams(params) })
const toReturn = (more: Record<string, string>) => read({ post_logout_redirect_uri: RETURN, state: 'one', ...more })

it('takes an expired ID token of its own, and the address and state that go with it', async () => {
  expect(await toReturn({ id_token_hint: hint })).toEqual({
    client: web.id,
    hint: { subject: 'QX7PL4D', sid: 'session-1' },
    returnTo: { uri: RETURN, state: 'one' },
    problem: null,
  })
})

it('takes the client from client_id when there is no ID token', async () => {
  expect(await toReturn({ client_id: 'web-app' })).toMatchObject({ client: web.id, hint: null, problem: null })
})

it('needs to know the app before it sends anybody anywhere', async () => {
  expect(await toReturn({})).toEqual({ client: null, hint: null, returnTo: null, problem: 'client_missing' })
  for (const client_id of ['unknown', 'off', 'x'.repeat(200), 'caf\u00e9']) {
    expect(await toReturn({ client_id })).toMatchObject({ client: null, returnTo: null, problem: 'client_unknown' })
  }
})

it('has nothing against a request without an address, whoever it is from', async () => {
  for (const params of [{}, { state: 'one' }, { client_id: 'unknown' }, { logout_hint: 'ann', ui_locales: 'de' }]) {
    expect(await read(params)).toMatchObject({ returnTo: null, problem: null })
  }
})

it('sends to registered addresses only, letter by letter', async () => {
  const others = [
    `${RETURN}/`,
    `${RETURN}?a=b`,
    `${RETURN}#x`,
    'HTTPS://app.example/bye',
    '//app.example/bye',
    'javascript:1',
  ]
  for (const post_logout_redirect_uri of others) {
    const wish = await read({ post_logout_redirect_uri, id_token_hint: hint })
    expect(wish).toMatchObject({ returnTo: null, problem: 'return_unknown', hint: { sid: 'session-1' } })
  }
})

it('refuses an ID token that was issued to another app than client_id says', async () => {
  expect(await toReturn({ id_token_hint: hint, client_id: 'other-app' })).toEqual({
    client: null,
    hint: { subject: 'QX7PL4D', sid: 'session-1' },
    returnTo: null,
    problem: 'client_differs',
  })
})

it.each([
  ['without signature', async () => new UnsecuredJWT(claims).encode()],
  ['signed by somebody else', async () => (await createSigner(await generateSigningKey('ES256'))).sign(claims)],
  ['of another issuer', async () => sign({ ...claims, iss: 'https://tickets.example/other' })],
  ['that is a logout token', async () => (await host.keys.signer('ES256')).sign(claims, 'logout+jwt')],
  ['that is no token', async () => 'x.y.z'],
])('believes nothing of a request with a hint %s', async (_what, makeHint) => {
  const wish = await toReturn({ id_token_hint: await makeHint(), client_id: 'web-app' })
  expect(wish).toEqual({ client: null, hint: null, returnTo: null, problem: 'hint_invalid' })
})

it('refuses parameters that come twice or are too long', async () => {
  for (const name of ['id_token_hint', 'client_id', 'post_logout_redirect_uri', 'state', 'ui_locales', 'logout_hint']) {
    await expect(read(`${name}=a&${name}=a`)).rejects.toThrow(`${name} was sent more than once`)
  }
  await expect(read({ state: 'x'.repeat(4097) })).rejects.toThrow('state is too long')
  await expect(read('foo=1&foo=2')).resolves.toMatchObject({ problem: null })
})

async function sign(payload: object): Promise<string> {
  return (await host.keys.signer('ES256')).sign(payload)
}
