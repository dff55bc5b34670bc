import { z } from 'zod'
import { looksLikeId, type OrderId } from '../../core/ids.ts'

const MAX_ORDERS = 300

const id = z.string().refine(looksLikeId)
const ids = z
  .union([z.string(), z.array(z.string()).max(MAX_ORDERS)])
  .catch([])
  .transform((value) => [value].flat().filter(looksLikeId) as OrderId[])

const listQuery = z.object({ cursor: z.string().max(200).optional().catch(undefined) })
const claimBody = z.object({
  order: ids.default([]),
  action: z.enum(['add', 'all', 'hide']).catch('add'),
})
const choiceBody = z.object({ order: id })
const orderParams = z.object({
  event: z.string().max(100),
  code: z.string().max(64),
  secret: z.string().max(255),
  positionid: z.coerce.number().int().min(1).max(1_000_000).optional(),
})
const customerParams = z.object({ identifier: z.string().max(190) })

const orEmpty = (input: unknown) => (input !== null && typeof input === 'object' && !Array.isArray(input) ? input : {})

/** Anything unknown counts as not said. */
export const readListQuery = (input: unknown) => listQuery.parse(orEmpty(input))
export const readClaimForm = (input: unknown) => claimBody.parse(orEmpty(input))

/** The order that a button of a row names; null when it cannot be one. */
export function readChoiceForm(input: unknown): OrderId | null {
  const parsed = choiceBody.safeParse(orEmpty(input))
  return parsed.success ? (parsed.data.order as OrderId) : null
}

/** Null for an address that no order has. */
export function readOrderParams(input: unknown) {
  const parsed = orderParams.safeParse(input)
  return parsed.success ? parsed.data : null
}

export const readCustomer = (input: unknown) => customerParams.parse(input)
