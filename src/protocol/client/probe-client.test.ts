import { describe, expect, it } from 'vitest'
import { OutgoingRefused } from '../../platform/outgoing/errors.ts'
import { probeClient } from './probe-client.ts'
import { json } from './testing.ts'
import { loginKit, RETURN_ADDRESS } from './testing-login.ts'
import type { ClientSettings, TraceStep } from './types.ts'

const random = { bytes: (length: number) => new Uint8Array(length).fill(7) }

/** What is found out, when the token endpoint answers like this. */
async function probed(answer: ReturnType<typeof json> | Error | null, settings: Partial<ClientSettings> = {}) {
  const { connection, provider } = await loginKit(settings)
  const traces: TraceStep[] = []
  if (answer !== null) {
    provider.intercept = () => {
      if (answer instanceof Error) throw answer
      return answer
    }
  }
  const trace = (step: TraceStep) => void traces.push(step)
  const probe = await probeClient(connection, { redirectUri: RETURN_ADDRESS, random, now: Date.now(), trace })
  return { outcome: probe.outcome, code: probe.problem?.code ?? null, traces, provider }
}

describe('a token request with a made-up code', () => {
  it('tells a client that the provider accepts from one that it refuses', async () => {
    expect(await probed(null)).toMatchObject({ outcome: 'accepted', code: 'code_refused' })
    expect(await probed(json({ error: 'invalid_grant' }, 401))).toMatchObject({ outcome: 'accepted' })
    const refusals = [json({ error: 'invalid_client' }, 401), json({ error: 'unauthorized_client' }, 400)]
    for (const refusal of refusals) {
      expect(await probed(refusal)).toMatchObject({ outcome: 'refused', code: 'client_refused' })
    }
  })

  it('leaves open what the answer does not tell', async () => {
    const answers = [
      [json({ error: 'invalid_request' }, 400), 'token_error'],
      [json({ ok: false, error: 'invalid_code' }), 'token_error'],
      [json({}), 'token_error'],
      [json('<html>', 500, 'text/html'), 'provider_busy'],
      [new OutgoingRefused('private_address', 'it is inside'), 'refused_by_guard'],
    ] as const
    for (const [answer, code] of answers) expect(await probed(answer)).toMatchObject({ outcome: 'unclear', code })
  })

  it('finds a provider that gives tokens for any code', async () => {
    const careless = [
      { access_token: 'at', token_type: 'Bearer' },
      { access_token: 'at', id_token: 'x.y.z' },
    ]
    for (const body of careless) expect(await probed(json(body))).toMatchObject({ outcome: 'careless', code: null })
  })

  it('is one request, heard without the secret, and asks nobody to log in', async () => {
    const { provider, traces } = await probed(null, { proof: { method: 'client_secret_post', secret: 'shh' } })
    expect(provider.calls.filter(({ url }) => !url.endsWith('/openid-configuration')).map(({ url }) => url)).toEqual([
      expect.stringMatching(/\/token$/),
    ])
    expect(traces.map(({ what }) => what)).toEqual(['token'])
    expect(JSON.stringify(traces)).not.toContain('shh')
  })
})
