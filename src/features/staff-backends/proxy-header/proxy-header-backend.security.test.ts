import { describe, expect, it } from 'vitest'
import { signatureOf, signedText } from './signed-headers.ts'
import { ANN, inShort, NOW, PROXY, proxyKit, STRANGER } from './testing.ts'

const SECRET = 'only for tests, but long enough to be one'
const HMAC = { signature: 'hmac', secret: SECRET }

function signed(headers: Record<string, string> = ANN, { at = NOW, secret = SECRET } = {}) {
  const timestamp = String(Math.floor(at / 1000))
  const text = signedText(
    timestamp,
    ['x-user', 'x-email', 'x-name', 'x-groups'].map((name) => headers[name] ?? null),
  )
  return { ...headers, 'x-auth-timestamp': timestamp, 'x-auth-signature': signatureOf(secret, text) }
}

describe('headers that a proxy should have written', () => {
  it('are dropped when somebody else sends them, and noted once a minute for each address', async () => {
    const kit = await proxyKit()
    for (const peerAddress of [STRANGER, STRANGER, '::ffff:203.0.113.10', '']) {
      expect(inShort(await kit.visit({ headers: ANN, peerAddress }))).toBe('nothing')
    }
    expect(kit.log.map(({ fields }) => fields)).toEqual([
      { address: STRANGER, reason: expect.stringContaining('trusted proxy') },
      { address: '::ffff:203.0.113.10', reason: expect.stringContaining('trusted proxy') },
      { address: '', reason: expect.stringContaining('trusted proxy') },
    ])
    expect(await kit.accounts.users.findByIdentifier('ann')).toBeNull()
  })

  it('count by who connected, whatever address the browser is said to have', async () => {
    const kit = await proxyKit()
    expect(inShort(await kit.visit({ headers: ANN, ip: PROXY, peerAddress: STRANGER }))).toBe('nothing')
    expect(inShort(await kit.visit({ headers: ANN, ip: STRANGER, peerAddress: `::ffff:${PROXY}` }))).toBe('ann')
    expect(inShort(await kit.visit({ headers: ANN, peerAddress: STRANGER, isFromTrustedProxy: true }))).toBe('ann')
  })

  it('are believed by nobody when no proxy is named', async () => {
    const kit = await proxyKit({ trusted_proxies: [] })
    expect(inShort(await kit.visit({ headers: ANN, peerAddress: '127.0.0.1' }))).toBe('nothing')
  })

  it.each(['x-user', 'x-email', 'x-name', 'x-groups'] as const)('are refused when %s comes twice', async (name) => {
    const kit = await proxyKit()
    const headers = { ...ANN, [name]: ['boss', ANN[name]] }
    expect(inShort(await kit.visit({ headers, peerAddress: PROXY }))).toContain('more than once')
    const joined = { ...ANN, 'x-email': 'ann@example.org, boss@example.org' }
    expect(inShort(await kit.visit({ headers: joined, peerAddress: PROXY }))).toContain('no usable email')
  })

  it.each(['ann\r\nX-Groups: bosses', 'ann\0', 'ann\u007f', 'ann\u0085'])(
    'are refused with odd bytes: %j',
    async (user) => {
      const kit = await proxyKit()
      expect(inShort(await kit.visit({ headers: { ...ANN, 'x-user': user }, peerAddress: PROXY }))).toContain(
        'no usable',
      )
    },
  )

  it('are refused when they would turn the direction of writing', async () => {
    const kit = await proxyKit()
    const turned = Buffer.from('ann\u202egro.elpmaxe').toString('latin1')
    expect(inShort(await kit.visit({ headers: { ...ANN, 'x-user': turned }, peerAddress: PROXY }))).toContain(
      'no usable',
    )
    const named = await kit.visit({ headers: { ...ANN, 'x-name': turned }, peerAddress: PROXY })
    expect(named).toMatchObject({ login: { user: { fullname: '' } } })
  })
})

describe('signed headers', () => {
  it('are believed from the proxy, and from anywhere when no proxy is named', async () => {
    const headers = signed()
    expect(inShort(await (await proxyKit(HMAC)).visit({ headers, peerAddress: PROXY }))).toBe('ann')
    expect(inShort(await (await proxyKit(HMAC)).visit({ headers, peerAddress: STRANGER }))).toBe('nothing')
    const anywhere = await proxyKit({ ...HMAC, trusted_proxies: [] })
    expect(inShort(await anywhere.visit({ headers, peerAddress: STRANGER }))).toBe('ann')
  })

  it('may leave a header out, and hold bytes beyond ASCII', async () => {
    const kit = await proxyKit(HMAC)
    const { 'x-groups': _, ...rest } = ANN
    expect(inShort(await kit.visit({ headers: signed(rest), peerAddress: PROXY }))).toBe('ann')
    const umlaut = signed({ ...ANN, 'x-name': Buffer.from('Jürgen').toString('latin1') })
    expect(inShort(await kit.visit({ headers: umlaut, peerAddress: PROXY }))).toBe('ann')
  })

  const good = signed()
  it.each<[string, Record<string, string | string[]>]>([
    ['no signature', ANN],
    ['no time', { ...good, 'x-auth-timestamp': '' }],
    ['a time in words', { ...good, 'x-auth-timestamp': 'now' }],
    ['another secret', signed(ANN, { secret: 'another secret of more than 32 characters' })],
    ['another person', { ...good, 'x-user': 'boss' }],
    ['another email', { ...good, 'x-email': 'boss@example.org' }],
    ['more groups', { ...good, 'x-groups': 'staff, bosses' }],
    ['groups that were not signed', { ...signed({ ...ANN, 'x-groups': '' }), 'x-groups': 'bosses' }],
    ['a value moved to the next header', { ...good, 'x-name': '', 'x-groups': ANN['x-name'] }],
    ['a newer time', { ...good, 'x-auth-timestamp': String(NOW / 1000 + 1) }],
    ['an old time', signed(ANN, { at: NOW - 61_000 })],
    ['a time to come', signed(ANN, { at: NOW + 61_000 })],
    ['half a signature', { ...good, 'x-auth-signature': good['x-auth-signature'].slice(0, 32) }],
  ])('are dropped and noted with %s', async (_, headers) => {
    const kit = await proxyKit(HMAC)
    expect(inShort(await kit.visit({ headers, peerAddress: PROXY }))).toBe('nothing')
    expect(kit.log).toHaveLength(1)
    expect(JSON.stringify(kit.log)).not.toContain(SECRET)
  })

  it('are refused when the signature comes twice', async () => {
    const kit = await proxyKit(HMAC)
    const headers = { ...good, 'x-auth-signature': ['0'.repeat(64), good['x-auth-signature']] }
    expect(inShort(await kit.visit({ headers, peerAddress: PROXY }))).toContain('more than once')
  })
})
