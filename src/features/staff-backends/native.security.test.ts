import { describe, expect, it } from 'vitest'
import { Overloaded } from '../../core/errors.ts'
import type { UserId } from '../../core/ids.ts'
import type { PasswordHasher } from '../../platform/crypto/passwords.ts'
import type { BackendRequest, BackendUser } from './contract.ts'
import { NativeBackend } from './native.ts'

const ann = { id: 'u1' as UserId, email: 'ann@example.org', authBackend: 'native' } as BackendUser
const request = {} as BackendRequest

function backendWith(hash: string | null, outdated = false, isFull = false) {
  const verified: (string | null)[] = []
  const upgraded: string[] = []
  const passwords: Pick<PasswordHasher, 'hash' | 'verify' | 'needsRehash'> = {
    async hash(password) {
      if (isFull) throw new Overloaded('password hashing')
      return `hash of ${password}`
    },
    async verify(password, phc) {
      verified.push(phc)
      return phc === `hash of ${password}`
    },
    needsRehash: () => outdated,
  }
  const backend = new NativeBackend({
    passwords,
    instanceName: 'Foyer',
    accounts: {
      find: async (email) => (email === ann.email ? { user: ann, passwordHash: hash } : null),
      upgradeHash: async (_user, passwordHash) => void upgraded.push(passwordHash),
    },
  })
  const logIn = (email: string, password: string) => backend.formAuthenticate(request, { email, password })
  return { logIn, verified, upgraded, backend }
}

describe('the native backend', () => {
  it('hashes once for an unknown account, too, so that the time tells nothing', async () => {
    const { logIn, verified } = backendWith('hash of right')
    expect(await logIn('nobody@example.org', 'right')).toBeNull()
    expect(await logIn('ann@example.org', 'wrong')).toBeNull()
    expect(verified).toEqual([null, 'hash of right'])
  })

  it('never lets an account without a password in', async () => {
    const { logIn, verified } = backendWith(null)
    expect(await logIn('ann@example.org', '')).toBeNull()
    expect(verified).toEqual([null])
  })

  it('lets somebody in whose password there is no room to hash anew now', async () => {
    const { logIn, upgraded } = backendWith('hash of right', true, true)
    expect([await logIn('ann@example.org', 'right'), upgraded]).toEqual([ann, []])
  })

  it('finds the account whatever the case of the email', async () => {
    expect(await backendWith('hash of right').logIn('Ann@Example.ORG', 'right')).toBe(ann)
  })

  it('makes an outdated hash anew after a success, and only then', async () => {
    const { logIn, upgraded } = backendWith('hash of right', true)
    await logIn('ann@example.org', 'wrong')
    expect(upgraded).toEqual([])
    await logIn('ann@example.org', 'right')
    expect(upgraded).toEqual(['hash of right'])
  })

  it('asks for email and password in this order', () => {
    expect(Object.keys(backendWith(null).backend.loginFormFields)).toEqual(['email', 'password'])
  })
})
