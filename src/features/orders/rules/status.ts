import type { StateTone } from '../../../ui/tags.tsx'
import type { OrderStatus } from '../types.ts'

const TONES: Readonly<Record<OrderStatus, StateTone>> = { n: 'wait', p: 'ok', e: 'off', c: 'off' }

/** How the state of an order looks; the words are `orders:status.<n|p|e|c>`. */
export function statusTone(status: OrderStatus): StateTone {
  return TONES[status]
}
