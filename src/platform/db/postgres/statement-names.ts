const MAX_NAMES = 300
const MAX_SEEN = 2000

/**
 * Names for statements that are worth preparing: those whose text comes a second time. Every connection of a pool
 * prepares a named statement once. Names are never used again for another text.
 */
export class StatementNames {
  readonly #names = new Map<string, string | undefined>()
  readonly #seen = new Set<string>()
  #isEnabled = true

  nameOf(sql: string): string | undefined {
    if (!this.#isEnabled) return undefined
    const name = this.#names.get(sql)
    if (name !== undefined || this.#names.has(sql) || this.#names.size >= MAX_NAMES) return name
    if (!this.#seen.has(sql)) {
      if (this.#seen.size >= MAX_SEEN) this.#seen.clear()
      this.#seen.add(sql)
      return undefined
    }
    this.#seen.delete(sql)
    const fresh = `foyer_${this.#names.size + 1}`
    this.#names.set(sql, fresh)
    return fresh
  }

  /** From now on this text is sent unprepared. */
  forget(sql: string): void {
    this.#names.set(sql, undefined)
  }

  /** From now on nothing is prepared. */
  disable(): void {
    this.#isEnabled = false
  }
}
