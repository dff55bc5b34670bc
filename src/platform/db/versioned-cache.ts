import type { VersionWatch } from './version-watch.ts'

export interface VersionedCache<K, V> {
  /** The cached value, or the one that `load` gives; concurrent calls share one load. Failures are not cached. */
  get(key: K): Promise<V>
  /** Forgets everything. */
  clear(): void
}

export interface VersionedCacheOptions<K, V> {
  readonly watch: Pick<VersionWatch, 'onChange'>
  load(key: K): Promise<V>
  /** The least recently used entry beyond this number is dropped. */
  readonly maxEntries: number
  /** How long `undefined` and `null` are kept, in milliseconds; default 0, not at all. */
  readonly negativeTtlMs?: number
  /** Milliseconds of any steady clock. */
  readonly now?: () => number
}

interface Entry<V> {
  readonly value: V
  readonly expiresAt: number
}

/** A bounded cache of configuration that is dropped whole when the configuration's version changes. */
export function createVersionedCache<K, V>(options: VersionedCacheOptions<K, V>): VersionedCache<K, V> {
  const { load, maxEntries, negativeTtlMs = 0, now = () => performance.now() } = options
  let entries = new Map<K, Entry<V>>()
  let loads = new Map<K, Promise<V>>()

  function clear(): void {
    entries = new Map()
    loads = new Map()
  }
  options.watch.onChange(clear)

  function store(target: Map<K, Entry<V>>, key: K, value: V): void {
    const isNegative = value === undefined || value === null
    if (isNegative && negativeTtlMs <= 0) return
    target.set(key, { value, expiresAt: isNegative ? now() + negativeTtlMs : Number.POSITIVE_INFINITY })
    if (target.size <= maxEntries) return
    const oldest = target.keys().next()
    if (!oldest.done) target.delete(oldest.value)
  }

  /** A load that began before a change fills the maps of that time, which nobody reads any more. */
  function startLoad(key: K): Promise<V> {
    const [targetEntries, targetLoads] = [entries, loads]
    const started = Promise.resolve(key)
      .then(load)
      .then((value) => {
        store(targetEntries, key, value)
        return value
      })
      .finally(() => targetLoads.delete(key))
    targetLoads.set(key, started)
    return started
  }

  return {
    async get(key) {
      const entry = entries.get(key)
      if (entry !== undefined && entry.expiresAt > now()) {
        if (entries.size > maxEntries / 2) {
          entries.delete(key)
          entries.set(key, entry)
        }
        return entry.value
      }
      return loads.get(key) ?? startLoad(key)
    },
    clear,
  }
}
