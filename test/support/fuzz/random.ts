/** Numbers that look random and are the same for the same seed. */
export interface Dice {
  /** 0 to `below` - 1. */
  upTo(below: number): number
  pick<T>(values: readonly T[]): T
  /** True in `percent` of 100 cases. */
  chance(percent: number): boolean
}

/** The generator Mulberry32. */
export function dice(seed: number): Dice {
  let state = seed >>> 0
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const upTo = (below: number) => Math.floor(next() * below)
  return {
    upTo,
    pick(values) {
      const value = values[upTo(values.length)]
      if (value === undefined) throw new Error('nothing to pick from')
      return value
    },
    chance: (percent) => next() * 100 < percent,
  }
}
