import { expect, it } from 'vitest'
import { Overloaded } from '../../core/errors.ts'
import { createPasswordHasher } from './passwords.ts'

it('accepts the right password and no other', async () => {
  const hasher = createPasswordHasher()
  const phc = await hasher.hash('correct horse 1')
  expect(phc).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await hasher.verify('correct horse 1', phc)).toBe(true)
  expect(await hasher.verify('correct horse 2', phc)).toBe(false)
})

it('salts: the same password never gives the same hash', async () => {
  const hasher = createPasswordHasher()
  expect(await hasher.hash('same')).not.toBe(await hasher.hash('same'))
})

it('never accepts a password for an account without one, whatever is stored', async () => {
  const hasher = createPasswordHasher()
  expect(await hasher.verify('', null)).toBe(false)
  expect(await hasher.verify('anything', null)).toBe(false)
  expect(await hasher.verify('anything', 'not a hash')).toBe(false)
})

it('refuses more work than its queue holds and goes on afterwards', async () => {
  const hasher = createPasswordHasher({ concurrency: 1, maxQueue: 2 })
  const results = await Promise.allSettled(Array.from({ length: 6 }, () => hasher.hash('x')))
  const refused = results.filter((result) => result.status === 'rejected')
  expect(refused).toHaveLength(3)
  expect(refused.every((result) => (result as PromiseRejectedResult).reason instanceof Overloaded)).toBe(true)
  expect(await hasher.hash('x')).toMatch(/^\$argon2id/)
})

it('hashes at other costs where it is told to, and still knows the hashes of before', async () => {
  const cheap = createPasswordHasher({ cost: { memory: 8, passes: 1, parallelism: 1 } })
  const phc = await cheap.hash('correct horse 1')
  expect(phc).toMatch(/^\$argon2id\$v=19\$m=8,t=1,p=1\$/)
  expect(await cheap.verify('correct horse 1', phc)).toBe(true)
  expect(await cheap.verify('correct horse 2', phc)).toBe(false)
  expect(cheap.needsRehash(phc)).toBe(false)
  const before = await createPasswordHasher().hash('correct horse 1')
  expect(await cheap.verify('correct horse 1', before)).toBe(true)
  expect(cheap.needsRehash(before)).toBe(true)
  expect(createPasswordHasher().needsRehash(phc)).toBe(true)
})

it('asks for a new hash when the costs have changed', async () => {
  const hasher = createPasswordHasher()
  expect(hasher.needsRehash(await hasher.hash('x'))).toBe(false)
  expect(hasher.needsRehash('$argon2id$v=19$m=4096,t=1,p=1$c2FsdHNhbHQ$dGFn')).toBe(true)
})
