/** The value below which this share of the sorted values lies, by the nearest rank. */
export function percentile(sorted: ArrayLike<number>, share: number): number {
  const rank = Math.ceil(share * sorted.length)
  return sorted[Math.min(Math.max(rank, 1), sorted.length) - 1] ?? Number.NaN
}

/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const upper = sorted[Math.floor(middle)] ?? Number.NaN
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? Number.NaN) + upper) / 2 : upper
}

/** The median of what is read of each; null when one of them has no value. */
export function medianOf<T>(items: readonly T[], read: (item: T) => number): number
export function medianOf<T>(items: readonly T[], read: (item: T) => number | null): number | null
export function medianOf<T>(items: readonly T[], read: (item: T) => number | null): number | null {
  const values = items.map(read)
  const known = values.filter((value) => value !== null)
  return known.length < values.length ? null : median(known)
}
