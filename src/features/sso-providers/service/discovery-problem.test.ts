import { expect, test } from 'vitest'
import { type InvalidInput, TooManyRequests } from '../../../core/errors.ts'
import { LOCALES, say } from '../../../platform/i18n/i18n.ts'
import { OutgoingFailed, OutgoingRefused } from '../../../platform/outgoing/errors.ts'
import { createFakeOutgoing } from '../../../platform/outgoing/testing.ts'
import { discover } from '../../../protocol/client/discover.ts'
import { createTexts } from '../../../texts.ts'
import { NEW_PROVIDER } from '../rules/read-input.ts'
import { discoveryRefusal } from './discovery-problem.ts'
import { clientSettingsOf } from './stored-connection.ts'

const ISSUER = 'https://id.example'
const DISCOVERY = `${ISSUER}/.well-known/openid-configuration`
const GOOD = {
  issuer: ISSUER,
  authorization_endpoint: `${ISSUER}/auth`,
  token_endpoint: `${ISSUER}/token`,
  userinfo_endpoint: `${ISSUER}/userinfo`,
  jwks_uri: `${ISSUER}/keys`,
}

const texts = createTexts()
const json = (body: unknown) => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
const described = (more: Record<string, unknown>) => () => json({ ...GOOD, ...more })
const failing = (error: Error) => () => {
  throw error
}

async function refusal(answer: Parameters<ReturnType<typeof createFakeOutgoing>['on']>[1]): Promise<InvalidInput> {
  const outgoing = createFakeOutgoing()
  outgoing.on(DISCOVERY, answer)
  const draft = { ...NEW_PROVIDER, issuer: ISSUER, clientId: 'foyer' }
  const settings = clientSettingsOf(draft, { secret: 'secret', key: null })
  return discover(settings, { outgoing, clock: { now: () => 0 } }).then(
    () => expect.fail('the description was taken'),
    (error: unknown) => discoveryRefusal(error, ISSUER),
  )
}

test.each([
  ['the host is silent', failing(new OutgoingFailed('unreachable', ISSUER)), 'issuer', 'unreachable'],
  ['the host is unknown', failing(new OutgoingFailed('unknown_host', ISSUER)), 'issuer', 'unknownHost'],
  ['the certificate is bad', failing(new OutgoingFailed('tls', ISSUER)), 'issuer', 'tls'],
  ['the answer is slow', failing(new OutgoingFailed('timeout', ISSUER)), 'issuer', 'timeout'],
  ['the answer is huge', failing(new OutgoingFailed('too_large', ISSUER)), 'issuer', 'tooLarge'],
  ['the answer leads on', failing(new OutgoingFailed('redirect', ISSUER)), 'issuer', 'redirect'],
  ['the network is private', failing(new OutgoingRefused('private_address', ISSUER)), 'issuer', 'privateAddress'],
  ['the address is plain http', failing(new OutgoingRefused('not_https', ISSUER)), 'issuer', 'notHttps'],
  ['there are too many calls', failing(new OutgoingRefused('too_many_calls')), 'issuer', 'tooManyCalls'],
  ['there is nothing', { status: 404, body: 'none' }, 'issuer', 'badStatus'],
  ['there is a page', { headers: { 'content-type': 'text/html' }, body: '<h1>Hi</h1>' }, 'issuer', 'notJson'],
  ['JSON is broken', { headers: { 'content-type': 'application/json' }, body: '{' }, 'issuer', 'notJson'],
  ['the issuer is another', described({ issuer: `${ISSUER}/` }), 'issuer', 'issuerMismatch'],
  ['no authorization', described({ authorization_endpoint: undefined }), 'issuer', 'endpointMissing'],
  ['no token', described({ token_endpoint: undefined }), 'issuer', 'endpointMissing'],
  ['no keys', described({ jwks_uri: undefined }), 'issuer', 'keysMissing'],
  ['tokens over http', described({ token_endpoint: 'http://id.example/token' }), 'issuer', 'insecureEndpoint'],
  ['no code', described({ response_types_supported: ['id_token'] }), 'issuer', 'codeNotSupported'],
  ['no query', described({ response_modes_supported: ['form_post'] }), 'response_mode', 'responseMode'],
  ['no grant', described({ grant_types_supported: ['implicit'] }), 'issuer', 'grantType'],
  ['no secret', described({ token_endpoint_auth_methods_supported: ['tls_client_auth'] }), 'auth_method', 'authMethod'],
  ['no signature', described({ id_token_signing_alg_values_supported: ['none'] }), 'issuer', 'algorithm'],
] as const)('when %s, staff reads what to do at the field', async (_name, answer, field, key) => {
  const { fields } = await refusal(answer)
  expect(Object.keys(fields)).toEqual([field])
  const message = fields[field]
  expect(message?.key).toBe(`ssoProviders:discovery.${key}`)
  for (const locale of LOCALES) {
    const text = message ? say(texts.translator(locale), message) : ''
    expect(text).toMatch(/^\S.* .*\S$/)
    expect(text).not.toMatch(/\{\{|undefined|discovery\./)
  }
})

test('a provider that calls itself otherwise is quoted, so that it can be copied', async () => {
  const { fields } = await refusal(described({ issuer: 'https://id.example/realms/a' }))
  expect(fields.issuer?.params).toMatchObject({ found: 'https://id.example/realms/a' })
})

test('what is no problem of a provider stays what it is', () => {
  expect(() => discoveryRefusal(new TooManyRequests('calls', 1), ISSUER)).toThrow(TooManyRequests)
})
