import { describe, expect, it } from 'vitest'
import { createVersionedCache, type VersionedCacheOptions } from './versioned-cache.ts'

function setUp(options: Partial<VersionedCacheOptions<string, string | undefined>> = {}) {
  const listeners: (() => void)[] = []
  const loaded: string[] = []
  const cache = createVersionedCache<string, string | undefined>({
    watch: {
      onChange: (callback) => {
        listeners.push(callback)
        return () => {}
      },
    },
    load: async (key) => {
      loaded.push(key)
      return key.startsWith('no') ? undefined : `value of ${key}`
    },
    maxEntries: 2,
    ...options,
  })
  const change = () => {
    for (const listener of listeners) listener()
  }
  return { cache, loaded, change }
}

describe('a versioned cache', () => {
  it('loads a key once, also for callers at the same time', async () => {
    const { cache, loaded } = setUp()
    expect(await Promise.all([cache.get('a'), cache.get('a')])).toEqual(['value of a', 'value of a'])
    expect(await cache.get('a')).toBe('value of a')
    expect(loaded).toEqual(['a'])
  })

  it('forgets everything when the version changes', async () => {
    const { cache, loaded, change } = setUp()
    await cache.get('a')
    change()
    await cache.get('a')
    expect(loaded).toEqual(['a', 'a'])
  })

  it('does not keep what was loaded from before a change', async () => {
    const answers: ((value: string) => void)[] = []
    const load = () => new Promise<string>((resolve) => answers.push(resolve))
    const { cache, change } = setUp({ load })
    const early = cache.get('a')
    await Promise.resolve()
    change()
    const late = cache.get('a')
    await Promise.resolve()
    answers[1]?.('new')
    answers[0]?.('old')
    expect(await Promise.all([early, late, cache.get('a')])).toEqual(['old', 'new', 'new'])
    expect(answers).toHaveLength(2)
  })

  it('drops the least recently used entry when it is full', async () => {
    const { cache, loaded } = setUp()
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await cache.get(key)
    expect(loaded).toEqual(['a', 'b', 'c', 'b'])
  })

  it('keeps an absent value for its own time only', async () => {
    let now = 0
    const { cache, loaded } = setUp({ negativeTtlMs: 100, now: () => now })
    await cache.get('none')
    now = 99
    await cache.get('none')
    expect(loaded).toEqual(['none'])
    now = 100
    await cache.get('none')
    expect(loaded).toEqual(['none', 'none'])
  })

  it('does not keep a failure, even of a load that throws at once', async () => {
    let isBroken = true
    const load = (key: string): Promise<string> => {
      if (isBroken) throw new Error('broken')
      return Promise.resolve(key)
    }
    const { cache } = setUp({ load })
    await expect(cache.get('a')).rejects.toThrow('broken')
    isBroken = false
    expect(await cache.get('a')).toBe('a')
  })
})
