import { UsageError } from './usage-error.ts'

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 }

/**
 * Seconds from a number and a unit: `90s`, `30m`, `12h`, `7d`; without a unit seconds.
 * @throws UsageError for anything else
 */
export function readDuration(flag: string, text: string): number {
  const [, amount, unit = 's'] = /^(\d{1,9})([smhd])?$/.exec(text) ?? []
  const seconds = SECONDS[unit]
  if (amount === undefined || seconds === undefined) {
    throw new UsageError(`--${flag} must be a number with s, m, h or d, such as 7d, not "${text}"`)
  }
  return Number(amount) * seconds
}
