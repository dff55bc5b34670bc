import { describe, expect, it } from 'vitest'
import type { AuthBackend, BackendRequest, LoginFormData } from '../contract.ts'
import { backendCases, createBackendKit } from './index.ts'

const right = { username: 'kim', password: 'sesame' }
const wrong = { username: 'kim', password: 'guess' }

/** A backend that does everything right; each test spoils one thing. */
class Good implements AuthBackend {
  readonly identifier: string = 'good'
  readonly verboseName = 'Good'
  readonly loginFormFields = {
    username: { label: 'User', type: 'text' },
    password: { label: 'Password', type: 'password' },
  } as const

  async formAuthenticate(request: BackendRequest, form: LoginFormData) {
    if (form.username !== 'kim' || form.password !== 'sesame') return null
    return request.users.getOrCreateForBackend({ identifier: 'kim', email: 'kim@company.example' })
  }
}

/** The names of the cases that a backend does not stand, with the words of the failure. */
async function failures(exported: new () => AuthBackend): Promise<string[]> {
  const failed: string[] = []
  for (const { name, run } of backendCases(exported, { form: { right, wrong } })) {
    await run().catch((error: Error) => failed.push(`${name}: ${error.message.split('\n', 1)[0]}`))
  }
  return failed
}

describe('the cases for backends', () => {
  it('are stood by a good one', async () => {
    expect(await failures(Good)).toEqual([])
  })

  it('find one that believes every password', async () => {
    class Gullible extends Good {
      override formAuthenticate(request: BackendRequest) {
        return request.users.getOrCreateForBackend({ identifier: 'kim', email: 'kim@company.example' })
      }
    }
    expect(await failures(Gullible)).toEqual([
      'wrong credentials name nobody and make no account: kim@company.example was logged in',
      'empty fields name nobody: kim@company.example was logged in',
      'odd characters name nobody and break nothing: kim@company.example was logged in',
    ])
  })

  it('find one that breaks on odd input', async () => {
    class Brittle extends Good {
      override formAuthenticate(request: BackendRequest, form: LoginFormData) {
        if (form.username?.includes('*')) throw new Error('bad filter')
        return super.formAuthenticate(request, form)
      }
    }
    const [only = '', ...more] = await failures(Brittle)
    expect(only).toContain('odd characters name nobody and break nothing: the backend failed: Error: bad filter')
    expect(more).toEqual([])
  })

  it('find one that names a person anew each time', async () => {
    class Forgetful extends Good {
      #count = 0
      override async formAuthenticate(request: BackendRequest, form: LoginFormData) {
        if ((await super.formAuthenticate(request, form)) === null) return null
        this.#count += 1
        return request.users.getOrCreateForBackend({
          identifier: `k${this.#count}`,
          email: `k${this.#count}@x.example`,
        })
      }
    }
    expect((await failures(Forgetful)).map((line) => line.split(':')[0])).toContain(
      'the form finds the same account again',
    )
  })

  it('find one that takes over the account of another backend', async () => {
    class Thief extends Good {
      override async formAuthenticate(request: BackendRequest, form: LoginFormData) {
        if (form.password !== 'sesame') return null
        return (await super.formAuthenticate(request, form).catch(() => null)) ?? Thief.stolen
      }
      static stolen = { authBackend: 'somebody-else', email: 'kim@company.example' } as never
    }
    const names = (await failures(Thief)).map((line) => line.split(':')[0])
    expect(names).toContain('the form does not take the account of somebody who logs in in another way')
  })

  it('find one whose constructor opens connections', async () => {
    const { connect } = await import('node:net')
    class Eager extends Good {
      constructor() {
        super()
        connect({ port: 9, host: '127.0.0.1' }).on('error', () => undefined)
      }
    }
    expect(await failures(Eager)).toContain('is built without touching the network: the constructor opens connections')
  })
})

describe('a kit', () => {
  it('is not made of something without the shape of a backend', async () => {
    await expect(createBackendKit({ identifier: 'x' } as never)).rejects.toThrow(
      'not a staff backend: it has no verboseName',
    )
  })

  it('lets attempts end', async () => {
    let now = 0
    const backend: AuthBackend = {
      identifier: 'away',
      verboseName: 'Away',
      beginLogin: async ({ attempts }) => `https://idp.example/?state=${await attempts.start({}, { lifetimeS: 60 })}`,
      async handleCallback({ attempts, query, users }) {
        const taken = await attempts.take(query.state)
        return taken && users.getOrCreateForBackend({ identifier: 'kim', email: 'kim@company.example' })
      },
    }
    const kit = await createBackendKit(backend, { now: () => now })
    const state = (await kit.start()).searchParams.get('state') ?? ''
    now = 60_000
    expect((await kit.callback({ query: { state } })).kind).toBe('nothing')
  })
})
