import type { LookupAddress } from 'node:dns'
import { expect, test } from 'vitest'
import { createResolve } from './resolve.ts'

/** Look-ups that end when the test says so. */
function slowLookups() {
  const open = new Map<string, PromiseWithResolvers<readonly LookupAddress[]>>()
  return {
    open,
    look(hostname: string) {
      const one = Promise.withResolvers<readonly LookupAddress[]>()
      open.set(hostname, one)
      return one.promise
    },
    end(hostname: string) {
      open.get(hostname)?.resolve([{ address: '1.1.1.1', family: 4 }])
      open.delete(hostname)
    },
  }
}

test('only so many names are looked up at a time, the others in turn', async () => {
  const slow = slowLookups()
  const resolve = createResolve(2, slow.look)
  const all = ['a', 'b', 'c', 'd'].map((name) => resolve(name))
  expect([...slow.open.keys()]).toEqual(['a', 'b'])
  slow.end('b')
  await all[1]
  await Promise.resolve()
  expect([...slow.open.keys()]).toEqual(['a', 'c'])
  for (const name of ['a', 'c', 'd']) {
    await expect.poll(() => slow.open.has(name)).toBe(true)
    slow.end(name)
  }
  expect(await Promise.all(all)).toHaveLength(4)
})

test('callers of one name share a look-up, and the next one asks again', async () => {
  const slow = slowLookups()
  let asked = 0
  const resolve = createResolve(2, (name) => {
    asked++
    return slow.look(name)
  })
  const both = [resolve('a'), resolve('a')]
  slow.end('a')
  await Promise.all(both)
  expect(asked).toBe(1)
  const later = resolve('a')
  slow.end('a')
  await later
  expect(asked).toBe(2)
})

test('a failed look-up leaves its place to others', async () => {
  const resolve = createResolve(1, async (name) => {
    if (name === 'bad') throw new Error('ENOTFOUND')
    return []
  })
  await expect(resolve('bad')).rejects.toThrow('ENOTFOUND')
  expect(await resolve('good')).toEqual([])
})

test('the system knows this machine', async () => {
  const found = await createResolve()('localhost')
  expect(found.map(({ address }) => address).every((address) => ['127.0.0.1', '::1'].includes(address))).toBe(true)
})
