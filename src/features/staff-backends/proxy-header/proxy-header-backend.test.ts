import { describe, expect, it } from 'vitest'
import { ANN, inShort, PROXY, proxyKit } from './testing.ts'

const bytes = (text: string) => Buffer.from(text).toString('latin1')

describe('the session of a proxy', () => {
  it('names the person in headers', async () => {
    const kit = await proxyKit()
    const outcome = await kit.visit({ headers: ANN, peerAddress: PROXY })
    expect(outcome).toMatchObject({
      kind: 'login',
      login: {
        user: { email: 'ann@example.org', fullname: 'Ann Example', authBackendIdentifier: 'ann', isAdmin: false },
        secondFactorDone: false,
      },
    })
    expect(kit.backend.visible).toBe(false)
  })

  it('is none when the headers are not there', async () => {
    const kit = await proxyKit()
    expect(inShort(await kit.visit({ peerAddress: PROXY }))).toBe('nothing')
    expect(inShort(await kit.visit({ headers: { ...ANN, 'x-user': ' ' }, peerAddress: PROXY }))).toBe('nothing')
    expect(kit.log).toEqual([])
  })

  it('may write names beyond ASCII', async () => {
    const kit = await proxyKit()
    const headers = { ...ANN, 'x-user': bytes('jürgen'), 'x-name': bytes('Jürgen Groß 😀') }
    expect(await kit.visit({ headers, peerAddress: PROXY })).toMatchObject({
      login: { user: { fullname: 'Jürgen Groß 😀', authBackendIdentifier: 'jürgen' } },
    })
    const latin = { ...ANN, 'x-user': 'latin', 'x-email': 'latin@example.org', 'x-name': 'J\u00fcrgen' }
    expect(await kit.visit({ headers: latin, peerAddress: PROXY })).toMatchObject({
      login: { user: { fullname: 'Jürgen' } },
    })
  })

  it('keeps the account when its email changes', async () => {
    const kit = await proxyKit()
    await kit.visit({ headers: ANN, peerAddress: PROXY })
    const moved = await kit.visit({ headers: { ...ANN, 'x-email': 'new@example.org' }, peerAddress: PROXY })
    expect(moved).toMatchObject({ login: { user: { email: 'new@example.org', authBackendIdentifier: 'ann' } } })
  })

  it('needs an email, a user name, and a group where one is required', async () => {
    const kit = await proxyKit({ required_groups: ['Box Office'], admin_groups: ['bosses'] })
    const visit = async (headers: Record<string, string>) =>
      inShort(await kit.visit({ headers: { ...ANN, ...headers }, peerAddress: PROXY }))
    expect(await visit({})).toBe('ann')
    expect(await visit({ 'x-groups': 'staff' })).toContain('none of the groups')
    expect(await visit({ 'x-groups': '' })).toContain('none of the groups')
    expect(await visit({ 'x-email': '' })).toContain('no usable email address')
    expect(await visit({ 'x-email': 'not an address' })).toContain('no usable email address')
    expect(await visit({ 'x-user': 'x'.repeat(191) })).toContain('no usable user name')
  })

  it('may separate groups otherwise, and say that a second factor was checked', async () => {
    const kit = await proxyKit({ groups_separator: ';', required_groups: ['a, b'], second_factor_done: true })
    const headers = { ...ANN, 'x-groups': 'c; a, b' }
    expect(await kit.visit({ headers, peerAddress: PROXY })).toMatchObject({ login: { secondFactorDone: true } })
  })

  it('counts for a reauthentication only when it is the same person', async () => {
    const kit = await proxyKit()
    const first = await kit.visit({ headers: ANN, peerAddress: PROXY })
    if (first.kind !== 'login') throw new Error('ann could not log in')
    const again = { peerAddress: PROXY, purpose: 'reauthentication', user: first.login.user } as const
    expect(inShort(await kit.visit({ ...again, headers: ANN }))).toBe('ann')
    const other = { ...ANN, 'x-user': 'bob', 'x-email': 'bob@example.org' }
    expect(inShort(await kit.visit({ ...again, headers: other }))).toBe('nothing')
    expect(await kit.accounts.users.findByIdentifier('bob')).toBeNull()
  })

  it('ends where the configuration says', async () => {
    const kit = await proxyKit({ preset: 'oauth2-proxy' })
    expect(kit.backend.config).toMatchObject({ logoutUrl: '/oauth2/sign_out', headers: { user: 'x-user' } })
  })
})

describe('the check of a proxy', () => {
  const health = async (config: Record<string, unknown>) => {
    const { backend } = await proxyKit(config)
    const write = () => {}
    return backend.checkHealth({ config: backend.config, log: { info: write, warn: write, error: write } })
  }

  it('finds out that nobody would be believed', async () => {
    await expect(health({ trusted_proxies: [] })).rejects.toThrow('nobody is believed')
    await health({})
    await health({ trusted_proxies: [], signature: 'hmac', secret: 'x'.repeat(32) })
  })
})
