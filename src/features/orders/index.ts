export { createOrders } from './orders.ts'
export { statusTone } from './rules/status.ts'
export { pickText } from './rules/text.ts'
export type { MembershipUsage, Order, OrderPosition, Orders, PositionInOrder } from './types.ts'
