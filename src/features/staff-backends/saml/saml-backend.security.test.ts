import { describe, expect, it } from 'vitest'
import { type Answer, MAIL, PROVIDER_ID, samlProvider } from '../../../../test/support/saml-provider.ts'
import { systemRandom } from '../../../core/random.ts'
import type { AuthBackend } from '../contract.ts'
import { backendCases, createBackendKit } from '../testing/index.ts'
import { SamlBackend } from './saml-backend.ts'

const idp = samlProvider()
const CALLBACK = 'https://tickets.example/control/auth/saml/callback'
const SECTION = {
  entry_point: 'https://idp.example/sso',
  idp_entity_id: PROVIDER_ID,
  idp_certs: [idp.certificate],
  groups_attribute: 'groups',
}
const fresh = () => new SamlBackend('saml', { random: systemRandom, folder: '/' }) as unknown as AuthBackend
const kitOf = (section: object = {}) => createBackendKit(fresh(), { config: { ...SECTION, ...section } })

/** A whole login with such an answer. */
async function login(answer: Answer = {}, section: object = {}) {
  const kit = await kitOf(section)
  const request = idp.read(await kit.start())
  const outcome = await kit.callback({ method: 'POST', form: idp.answer(request, CALLBACK, answer) })
  return { kit, outcome, account: kit.accounts.all()[0] }
}

describe('the cases of every backend', () => {
  const returns = (start: URL) => ({ method: 'POST' as const, form: idp.answer(idp.read(start), CALLBACK) })
  for (const { name, run } of backendCases(fresh(), { config: SECTION, redirect: { returns } })) it(name, run)
})

describe('a login by SAML', () => {
  it('names a person by the persistent NameID, with email, name and teams', async () => {
    const attributes = {
      [MAIL]: ['Kim@Company.example'],
      'urn:oid:2.16.840.1.113730.3.1.241': ['Kim Kerr'],
      groups: ['Box office', 'IT'],
    }
    const teams = [{ group: 'box office', organizer: 'acme', team: 'Box office' }]
    const { kit, account } = await login({ attributes }, { teams, admin_groups: ['it'] })
    expect(account).toMatchObject({
      authBackendIdentifier: 'kim-1',
      email: 'kim@company.example',
      fullname: 'Kim Kerr',
      isAdmin: true,
    })
    expect(kit.accounts.teams.get('kim-1')).toEqual([{ organizer: 'acme', team: 'Box office' }])
  })

  it('believes that a second factor was shown where the configuration says what means that', async () => {
    const authnContext = 'https://refeds.org/profile/mfa'
    const believed = await login({ authnContext }, { second_factor: [authnContext] })
    expect(believed.outcome).toMatchObject({ kind: 'login', login: { secondFactorDone: true, session: { id: 's-1' } } })
    expect((await login({ authnContext })).outcome).toMatchObject({ kind: 'login', login: { secondFactorDone: false } })
  })

  it('asks the provider for a fresh login when somebody has to prove again who they are', async () => {
    const kit = await kitOf()
    expect(idp.read(await kit.start({ purpose: 'reauthentication' })).xml).toContain('ForceAuthn="true"')
    expect(idp.read(await kit.start()).xml).not.toContain('ForceAuthn="true"')
  })

  it('describes itself to the provider', async () => {
    const { backend } = await kitOf()
    const { type, body } = await backend.metadata({ config: backend.config, callbackUrl: CALLBACK } as never)
    expect(type).toBe('application/samlmetadata+xml')
    expect(body).toContain(`Location="${CALLBACK}"`)
    expect(body).toContain('entityID="https://tickets.example/control/auth/saml/metadata"')
    expect(body).toContain('WantAssertionsSigned="true"')
  })
})

type Spoiled = readonly [what: string, reason: string, answer: Answer, section?: object]

const SPOILED: readonly Spoiled[] = [
  ['without a signature', 'Invalid signature', { signature: 'none' }],
  ['signed with another key', 'Invalid signature', { signature: 'foreign' }],
  ['changed after it was signed', 'Invalid signature', { tamper: (xml) => xml.replace('kim-1', 'boss-1') }],
  ['with a comment in the name', 'Invalid signature', { tamper: (xml) => xml.replace('kim-1', 'boss<!-- -->-1') }],
  [
    'with a second assertion that nobody signed',
    'multiple assertions',
    { tamper: (xml) => xml.replace('<Assertion', `${/<Assertion[\s\S]*<\/Assertion>/.exec(xml)?.[0]}<Assertion`) },
  ],
  [
    'whose signed assertion is hidden behind a forged one',
    'Invalid signature',
    {
      tamper(xml) {
        const signed = /<Assertion[\s\S]*<\/Assertion>/.exec(xml)?.[0] ?? ''
        const forged = signed
          .replace(/<Signature[\s\S]*<\/Signature>/, '')
          .replace('kim-1', 'boss-1')
          .replace('_a1', '_a2')
        return xml.replace(signed, `${forged}<Extensions>${signed}</Extensions>`)
      },
    },
  ],
  ['for another audience', 'audience mismatch', { audience: 'https://other.example/metadata' }],
  ['for another recipient', 'the recipient is', { recipient: 'https://other.example/callback' }],
  ['of another provider', 'the issuer is', { issuer: 'https://evil.example' }],
  ['to another request', 'InResponseTo is not valid', { inResponseTo: '_other' }],
  ['to no request', 'InResponseTo is missing', { inResponseTo: '' }],
  ['whose assertion is one to another request', 'does not match', { confirms: '_other' }],
  ['whose assertion is one to no request', 'answers another request, or none', { confirms: '' }],
  ['that has expired', 'No valid subject confirmation', { validFor: -120 }],
  ['that is not valid yet', 'not yet valid', { validFor: 1200 }],
  ['that says no', 'Responder error', { status: 'urn:oasis:names:tc:SAML:2.0:status:Responder' }],
  [
    'with a name for one session only',
    'did not send “NameID”',
    { nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient' },
  ],
  ['without an email address', 'did not send “urn:oid', { attributes: {} }],
  ['with two email addresses', 'did not send “urn:oid', { attributes: { [MAIL]: ['a@x.example', 'b@x.example'] } }],
  ['of somebody in no group', 'none of the groups', {}, { required_groups: ['staff'] }],
  [
    'whose document is not signed where that is wanted',
    'Invalid document signature',
    {},
    { require_signed_response: true },
  ],
]

describe('an answer', () => {
  it.each(SPOILED.map((one) => ({ one })))('$one.0 is refused, and no account is made', async ({ one }) => {
    const [, reason, answer, section] = one
    const { kit, outcome, account } = await login(answer, section)
    const logged = kit.log.map(({ fields }) => String((fields as { err?: unknown }).err))
    expect([...logged, outcome.kind === 'refused' ? outcome.reason : outcome.kind].join('\n')).toContain(reason)
    expect(outcome.kind).toBe('refused')
    expect(account).toBeUndefined()
  })

  it.each(['', 'x', '<xml/>', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>', 'x'.repeat(500_000)])(
    'that is none is refused (%#)',
    async (xml) => {
      const kit = await kitOf()
      const { relayState } = idp.read(await kit.start())
      const form = { SAMLResponse: Buffer.from(xml).toString('base64'), RelayState: relayState }
      expect((await kit.callback({ method: 'POST', form })).kind).toBe('refused')
    },
  )

  it('with a comment inside a name is read as a whole, or not at all', async () => {
    const { outcome, account } = await login({ tamper: (xml) => xml.replace('kim-1', 'kim<!-- -->-1') })
    expect(account?.authBackendIdentifier ?? outcome.kind).toMatch(/^(kim-1|refused)$/)
  })

  it('to a login that began elsewhere is refused', async () => {
    const kit = await kitOf()
    const unsolicited = idp.answer({ id: '_x', relayState: 'unknown', xml: '' }, CALLBACK)
    expect((await kit.callback({ method: 'POST', form: unsolicited })).kind).toBe('refused')
  })
})

describe('a section', () => {
  it.each([
    [{ idp_certs: [] }, 'idp_certs: at least one certificate is needed, here or in idp_cert_files'],
    [{ idp_certs: ['?'] }, 'idp_certs.0: must be a certificate, PEM or base64'],
    [{ entry_point: 'idp' }, 'entry_point: must be the address of the single sign-on service'],
    [{ private_key_file: '/nowhere/key.pem' }, 'private_key_file: there is no file /nowhere/key.pem that can be read'],
  ])('with %j stops the start', async (section, problem) => {
    await expect(kitOf(section)).rejects.toThrow(`[auth.saml] ${problem}`)
  })
})
