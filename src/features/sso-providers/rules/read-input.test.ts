import { expect, test } from 'vitest'
import type { SsoProviderInput } from '../types.ts'
import type { Fields } from './fields.ts'
import { NEW_PROVIDER, readInput } from './read-input.ts'
import { inputOf, typedFieldsOf } from './typed-fields.ts'

const GOOD: SsoProviderInput = { name: { en: 'Uni' }, issuer: 'https://id.example', clientId: 'foyer' }

function read(more: SsoProviderInput = {}, before = NEW_PROVIDER) {
  const wrong: Fields = {}
  const draft = readInput({ ...GOOD, ...more }, before, wrong)
  return { draft, wrong: Object.fromEntries(Object.entries(wrong).map(([field, { key }]) => [field, key])) }
}

const problem = (key: string) => `ssoProviders:bad.${key}`

test('what is left out has its default, and the default is careful', () => {
  const { draft, wrong } = read()
  expect(wrong).toEqual({})
  expect(draft.isActive).toBe(true)
  expect(draft.settings).toMatchObject({
    scope: 'openid profile email',
    emailPolicy: 'verify',
    isAuthoritative: false,
    trustsSecondFactor: false,
    claims: { subject: 'sub', email: 'email', name: { given_name: 'given_name', full_name: 'name', degree: '' } },
    sync: { email: 'always', name: 'first', phone: 'first', locale: 'first' },
  })
})

test('a change leaves alone what it does not name, within nested settings too', () => {
  const { draft } = read({
    name: { en: 'Uni', de: 'Uni' },
    settings: { claims: { email: 'mail', name: { given_name: 'first' } }, sync: { name: 'always' } },
  })
  const changed = read({ name: { de: 'Hochschule' }, settings: { claims: { phone: '' } } }, draft).draft
  expect(changed.name).toEqual({ en: 'Uni', de: 'Hochschule' })
  expect(changed.settings.claims).toMatchObject({ email: 'mail', phone: '', locale: 'locale' })
  expect(changed.settings.claims.name).toMatchObject({ given_name: 'first', family_name: 'family_name' })
  expect(changed.settings.sync).toEqual({ email: 'always', name: 'always', phone: 'first', locale: 'first' })
  expect(read({ name: { en: '' } }, draft).draft.name).toEqual({ de: 'Uni' })
})

test('everything that is wrong is named at once', () => {
  const { wrong } = read({
    name: { en: ' ' },
    issuer: '',
    clientId: '',
    settings: {
      scope: 'profile',
      responseMode: 'fragment',
      authMethod: 'magic',
      claims: { subject: '', email: 'a..b', name: { nobility: 'x' } },
      authorizeParams: 'state=1',
      accountPage: 'http://id.example',
      sync: { email: 'often' },
    },
  })
  expect(wrong).toEqual({
    'name.en': problem('nameMissing'),
    issuer: problem('issuerMissing'),
    client_id: problem('clientIdMissing'),
    scope: problem('scopeOpenid'),
    response_mode: problem('word'),
    auth_method: problem('word'),
    'claims.subject': problem('claimMissing'),
    'claims.email': problem('claim'),
    'claims.name': problem('namePart'),
    authorize_params: problem('paramOwn'),
    account_page: problem('pageHttps'),
    'sync.email': problem('word'),
  })
})

test.each([
  ['https://id.example/', 'https://id.example/'],
  ['https://id.example', 'https://id.example'],
  [' https://id.example/realms/a ', 'https://id.example/realms/a'],
  ['https://id.example/o/a/.well-known/openid-configuration', 'https://id.example/o/a'],
  ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
])('the issuer %j is %j, its slash as it was typed', (typed, issuer) => {
  expect(read({ issuer: typed })).toMatchObject({ draft: { issuer }, wrong: {} })
})

test.each([
  ['id.example', 'address'],
  ['ftp://id.example', 'address'],
  ['javascript:alert(1)', 'address'],
  ['https://id.example/?a=b', 'issuerQuery'],
  ['https://id.example/#a', 'issuerQuery'],
  ['https://me:word@id.example', 'issuerUser'],
  ['https://login.microsoftonline.com/{tenant}/v2.0', 'issuerPlaceholder'],
  ['https://login.microsoftonline.com/<tenant ID>/v2.0', 'issuerPlaceholder'],
  ['https://id.example/with blank', 'address'],
  [`https://id.example/${'a'.repeat(1000)}`, 'long'],
])('the issuer %j is refused', (issuer, key) => {
  expect(read({ issuer }).wrong).toEqual({ issuer: problem(key) })
})

test('scopes are words, each once', () => {
  const { draft } = read({ settings: { scope: ' email, openid  email\tprofile ' } })
  expect(draft.settings.scope).toBe('email openid profile')
  expect(read({ settings: { scope: 'openid "quoted"' } }).wrong).toEqual({ scope: problem('scopeCharacters') })
})

test.each([
  'sub',
  'address.country',
  'phones[0].value',
  'https://example.org/groups',
  'urn:zitadel:iam:org:project:roles',
  'matrix[0][1]',
])('%j names a claim', (subject) => {
  expect(read({ settings: { claims: { subject } } }).wrong).toEqual({})
})

test.each(['a.', '.a', 'a[', 'a[x]', '[0]', 'a'.repeat(201), 'a.a.a.a.a.a.a.a.a.a.a', 'a\u202eb'])(
  '%j names none',
  (subject) => {
    expect(Object.keys(read({ settings: { claims: { subject } } }).wrong)).toEqual(['claims.subject'])
  },
)

test('Apple needs a team and a key', () => {
  expect(read({ settings: { authMethod: 'apple', apple: { teamId: 'T' } } }).wrong).toEqual({
    'apple.key_id': problem('needed'),
  })
})

test('the fields of a form hold all of a provider, and make it again', () => {
  const { draft } = read({
    buttonLabel: { en: 'Uni login' },
    settings: { authorizeParams: 'hd=example.org&prompt=select_account', isAuthoritative: true },
  })
  const typed = typedFieldsOf({ ...draft, slug: 'uni' })
  expect(typed).toMatchObject({ authorize_params: 'hd=example.org&prompt=select_account', address_in_use: 'link' })
  expect(read(inputOf(typed)).draft).toEqual(draft)
  expect(read(inputOf({ is_active: '', 'logout.back_channel': '' })).draft).toMatchObject({
    isActive: false,
    settings: { logout: { backChannel: false } },
  })
})
