import { describe, expect, it } from 'vitest'
import { oidcConfigSchema } from './config.ts'
import { readIdentity } from './identity.ts'

const SECTION = { issuer: 'https://id.example', client_id: 'foyer', client_secret: 'shh' }
const ANN = { sub: 'u-1', email: 'Ann@Company.example', email_verified: true, name: 'Ann', locale: 'de-AT' }

function read(sources: Record<string, unknown>[], section: Record<string, unknown> = {}) {
  const result = readIdentity(sources, oidcConfigSchema({}).parse({ ...SECTION, ...section }))
  if ('identity' in result) return result.identity
  return typeof result.refusal === 'string' ? result.refusal : result.refusal.en
}

describe('who the claims are about', () => {
  it('is known by the configured claims', () => {
    expect(read([ANN])).toEqual({
      identifier: 'u-1',
      email: 'ann@company.example',
      setAlways: { fullname: 'Ann' },
      setOnCreation: { locale: 'de' },
    })
    const claims = { oid: 7, mail: { work: 'kim@company.example' }, display: 'Kim', lang: 'fr', email_verified: 'true' }
    const section = { identifier_claim: 'oid', email_claim: 'mail.work', name_claim: 'display', locale_claim: 'lang' }
    expect(read([claims], section)).toEqual({
      identifier: '7',
      email: 'kim@company.example',
      setAlways: { fullname: 'Kim' },
      setOnCreation: {},
    })
  })

  it('is refused by the name of the claim that is missing or useless', () => {
    expect(read([{ ...ANN, email: undefined }])).toContain('did not send “email”')
    expect(read([ANN], { identifier_claim: 'oid' })).toContain('did not send “oid”')
    expect(read([{ ...ANN, sub: 'x'.repeat(191) }])).toContain('sent as “sub” cannot be used')
    expect(read([{ ...ANN, email: 'ann' }])).toContain('sent as “email” cannot be used')
  })

  it.each([
    ['require', undefined, false],
    ['require', false, false],
    ['require', 'yes', false],
    ['require', true, true],
    ['trust', undefined, true],
    ['trust', false, false],
    ['trust', 'false', false],
    ['ignore', false, true],
  ])('under the policy %s an address verified %s counts: %s', (policy, verified, isGood) => {
    const answer = read([{ ...ANN, email_verified: verified }], { email_verified: policy })
    if (isGood) expect(answer).toMatchObject({ email: 'ann@company.example' })
    else expect(answer).toContain('has not confirmed your email address')
  })

  it('takes the word on an address from where the address is from', () => {
    const token = { sub: 'u-1', email: 'a@company.example' }
    expect(read([token, { ...ANN, email: 'b@company.example' }])).toContain('has not confirmed')
    expect(read([{ sub: 'u-1' }, ANN])).toMatchObject({ email: 'ann@company.example' })
  })
})

describe('groups', () => {
  const section = {
    groups_claim: 'realm_access.roles',
    required_groups: ['staff'],
    admin_groups: ['it'],
    teams: [{ group: 'staff', organizer: 'acme', team: 'Box office' }],
  }

  it('let in, make administrators and lead to teams', () => {
    expect(read([{ ...ANN, realm_access: { roles: ['staff', 'it'] } }], section)).toMatchObject({
      setAlways: { isAdmin: true },
      teams: [{ organizer: 'acme', team: 'Box office' }],
    })
    expect(read([{ ...ANN, realm_access: { roles: ['staff'] } }], section)).toMatchObject({
      setAlways: { isAdmin: false },
    })
  })

  it('keep out who is in none of those that may come', () => {
    expect(read([{ ...ANN, realm_access: { roles: ['guests'] } }], section)).toContain('none of the groups')
    expect(read([ANN], section)).toContain('none of the groups')
  })

  it('do not vanish because the provider left out a long list', () => {
    const claims = { ...ANN, _claim_names: { groups: 'src1' } }
    expect(read([claims], { ...section, groups_claim: 'groups', required_groups: [] })).toContain('too many groups')
  })
})
