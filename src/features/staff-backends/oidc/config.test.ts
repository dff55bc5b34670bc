import { describe, expect, it } from 'vitest'
import { oidcConfigSchema } from './config.ts'

const BASE = { issuer: 'https://id.example', client_id: 'foyer', client_secret: 'shh' }

/** What is wrong with a section, `path: message`. */
function problems(section: Record<string, unknown>, env: NodeJS.ProcessEnv = {}): string[] {
  const result = oidcConfigSchema(env).safeParse(section)
  return result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
}

describe('the section of an OpenID Connect backend', () => {
  it('needs an issuer and a client, and has defaults that are safe', () => {
    expect(oidcConfigSchema({}).parse(BASE)).toMatchObject({
      auth_method: 'client_secret_basic',
      scope: 'openid profile email',
      claims_from: 'both',
      identifier_claim: 'sub',
      email_verified: 'require',
      auth_time: 'require',
      second_factor: [],
      rp_logout: false,
      back_channel_logout: false,
    })
    expect(problems({}).map((line) => line.split(':')[0])).toEqual(['issuer', 'client_id'])
  })

  it('takes the secret from the environment, and says when it is not there', () => {
    const { client_secret: _, ...rest } = BASE
    const section = { ...rest, client_secret_env: 'COMPANY_SECRET' }
    expect(oidcConfigSchema({ COMPANY_SECRET: 'from env' }).parse(section).client_secret).toBe('from env')
    expect(problems(section)[0]).toBe(
      'client_secret_env: names the environment variable COMPANY_SECRET, which is not set',
    )
    expect(problems({ ...BASE, client_secret_env: 'X' }, { X: 'y' })).toEqual([
      'client_secret_env: stands beside client_secret: only one of them can count',
    ])
    expect(problems(rest)[0]).toMatch(/^client_secret: is needed for auth_method = "client_secret_basic"/)
    expect(problems({ ...rest, auth_method: 'none' })).toEqual([])
  })

  it('does not let extra parameters replace those of the protocol', () => {
    expect(problems({ ...BASE, authorize_params: { hd: 'company.example' } })).toEqual([])
    for (const name of ['redirect_uri', 'state', 'nonce', 'code_challenge', 'response_type', 'scope', 'request']) {
      expect(problems({ ...BASE, authorize_params: { [name]: 'x' } })).toEqual([
        `authorize_params: cannot set "${name}", which the login sets itself`,
      ])
    }
  })

  it('names what does not fit', () => {
    expect(problems({ ...BASE, scope: 'profile' })).toEqual(['scope: must contain openid'])
    expect(problems({ ...BASE, admin_groups: ['it'] })).toEqual([
      'groups_claim: is needed for required_groups, admin_groups and teams',
    ])
    expect(problems({ ...BASE, client_key: 'x', auth_method: 'private_key_jwt' })[0]).toMatch(/^client_key: must be/)
    expect(problems({ ...BASE, isuer: 'x' })[0]).toContain('isuer')
    expect(problems({ ...BASE, email_verified: 'maybe' })[0]).toMatch(/^email_verified: /)
    expect(problems({ ...BASE, prompt: 'none' })[0]).toMatch(/^prompt: /)
  })

  it.each([
    'id.example',
    'ftp://id.example',
    'https://a:b@id.example',
    'https://id.example/?x=1',
    'https://id.example/#',
  ])('does not take %s for an issuer', (issuer) => {
    expect(problems({ ...BASE, issuer })[0]).toMatch(/^issuer: must be the https address/)
  })
})
