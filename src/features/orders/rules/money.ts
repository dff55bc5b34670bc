import type { CurrencySum } from '../types.ts'

const DIGITS = 4

/** Adds up amounts exactly, by currency; the currency with most orders comes first. */
export function sumByCurrency(
  amounts: readonly { readonly currency: string; readonly total: string; readonly times: number }[],
): CurrencySum[] {
  const sums = new Map<string, { value: bigint; times: number }>()
  for (const { currency, total, times } of amounts) {
    const sum = sums.get(currency) ?? { value: 0n, times: 0 }
    sums.set(currency, { value: sum.value + toUnits(total) * BigInt(times), times: sum.times + times })
  }
  return [...sums]
    .sort(([a, { times: timesA }], [b, { times: timesB }]) => timesB - timesA || (a < b ? -1 : 1))
    .map(([currency, { value }]) => ({ currency, total: fromUnits(value) }))
}

/** Ten-thousandths. */
function toUnits(amount: string): bigint {
  const [whole = '0', part = ''] = amount.replace('-', '').split('.')
  const units = BigInt(whole + part.padEnd(DIGITS, '0'))
  return amount.startsWith('-') ? -units : units
}

/** With two digits after the point, or as many as there are. */
function fromUnits(units: bigint): string {
  const digits = (units < 0n ? -units : units).toString().padStart(DIGITS + 1, '0')
  const part = digits.slice(-DIGITS).replace(/0{1,2}$/, '')
  return `${units < 0n ? '-' : ''}${digits.slice(0, -DIGITS)}.${part}`
}
