import type { Organizer } from '../../src/features/organizers/index.ts'
import type { TestServer } from './server.ts'

/** An order as a line of an import; everything that is not given is plain. */
export function orderLine(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    event: 'openair',
    event_name: { en: 'Open Air', de: 'Freiluftkonzert' },
    code: 'W9KLT',
    secret: 'k3c9s8d7f6g5h4j2',
    email: 'ann@example.org',
    customer: null,
    status: 'p',
    datetime: '2026-06-03T10:00:00Z',
    total: '46.00',
    currency: 'EUR',
    testmode: false,
    locale: 'en',
    positions: [positionOf({ positionid: 1 }), positionOf({ positionid: 2, attendee_name: 'Ben Example' })],
    ...changes,
  }
}

export function positionOf(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    positionid: 1,
    item: { en: 'Concert', de: 'Konzert' },
    variation: null,
    price: '23.00',
    attendee_name: 'Ann Example',
    attendee_email: null,
    canceled: false,
    used_membership: null,
    ...changes,
  }
}

/** The lines as the bytes of a file, in chunks that do not care where lines end. */
export async function* chunks(lines: readonly (object | string)[], size = 1000): AsyncGenerator<Uint8Array> {
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
  const bytes = Buffer.from(`${text}\n`)
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size)
}

/** Imports orders; fails when one of the lines does. */
export async function importOrders(foyer: TestServer, organizer: Organizer, lines: readonly object[]): Promise<void> {
  const report = await foyer.features.orders.importLines(organizer, chunks(lines))
  if (report.failed > 0) throw new Error(JSON.stringify(report.errors))
}

/** Orders of this address with codes `A0001` and on, each a day older than the one before. */
export function manyOrders(count: number, changes: (index: number) => Readonly<Record<string, unknown>> = () => ({})) {
  return Array.from({ length: count }, (_, index) =>
    orderLine({
      code: `A${String(index + 1).padStart(4, '0')}`,
      secret: `secret-of-order-${index + 1}`,
      datetime: new Date(Date.UTC(2026, 5, 1) - index * 86_400_000).toISOString(),
      ...changes(index),
    }),
  )
}
