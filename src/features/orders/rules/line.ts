import { z } from 'zod'
import { looksLikeId, type MembershipId } from '../../../core/ids.ts'
import { type LocalizedText, ORDER_STATUSES, type OrderStatus } from '../types.ts'

/** One order as a line of the file says it, with everything in the form in which it is stored. */
export interface OrderLine {
  readonly event: string
  readonly eventName: LocalizedText
  readonly code: string
  readonly secret: string
  readonly email: string | null
  /** Identifier of a customer. */
  readonly customer: string | null
  readonly status: OrderStatus
  /** Instant in ms. */
  readonly datetime: number
  readonly total: string
  readonly currency: string
  readonly testmode: boolean
  readonly locale: string | null
  readonly url: string | null
  /** JSON: the fields that are not known here. */
  readonly extra: string
  readonly positions: readonly PositionLine[]
}

export interface PositionLine {
  readonly positionid: number
  readonly item: LocalizedText
  readonly variation: LocalizedText | null
  readonly price: string
  readonly attendeeName: string | null
  readonly attendeeEmail: string | null
  readonly canceled: boolean
  readonly usedMembership: MembershipId | null
  /** JSON: the fields that are not known here. */
  readonly extra: string
}

/** What a line is refused for, with the code of the order where it could be read. */
export class BadLine extends Error {
  readonly code: string | undefined
  constructor(message: string, code?: string) {
    super(message)
    this.code = code
  }
}

/** Of unknown fields. */
const MAX_DEPTH = 20

const text = (max: number) => z.string().max(max)
const localized = z.union(
  [text(1000), z.number().transform(String), z.record(text(20), text(1000))],
  'must be a text or texts by language',
)
const amount = z
  .union([z.string(), z.number().transform(String)], 'must be an amount such as "23.00"')
  .refine((value) => /^-?\d{1,13}(\.\d{1,4})?$/.test(value), 'must be an amount such as "23.00"')
const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .refine((value) => value === '' || /^[^\s@]+@[^\s@]+$/.test(value), 'must be an email address')
  .nullish()
  .transform((value) => value || null)
const nameable = (max: number, what: string) =>
  z.string().regex(new RegExp(`^[A-Za-z0-9][A-Za-z0-9._-]{0,${max - 1}}$`), what)
const identifier = z
  .string()
  .trim()
  .max(190)
  .nullish()
  .transform((value) => value?.replace(/^#/, '') || null)
const webAddress = z
  .string()
  .max(2000)
  .refine((value) => /^https?:\/\//i.test(value) && URL.canParse(value), 'must be an http(s) address')
  .nullish()
  .transform((value) => value ?? null)

const positionSchema = z.looseObject({
  positionid: z.int().min(1).max(1_000_000),
  item: localized,
  variation: localized.nullish(),
  price: amount,
  attendee_name: text(1000).nullish(),
  attendee_email: email,
  canceled: z.boolean().default(false),
  used_membership: z.string().refine(looksLikeId, 'must be the ID of a membership').nullish(),
})

const lineSchema = z.looseObject({
  event: nameable(100, 'must be a short form: letters, digits, dots, dashes and underscores'),
  event_name: localized,
  code: nameable(64, 'must be an order code: letters, digits, dots, dashes and underscores'),
  secret: z.string().regex(/^[A-Za-z0-9._~-]{8,255}$/, 'must be 8 or more letters and digits'),
  email,
  customer: identifier,
  status: z.enum(ORDER_STATUSES, 'must be n, p, e or c'),
  datetime: z.iso.datetime({ offset: true, error: 'must be a time with offset, such as 2026-11-18T10:00:00Z' }),
  total: amount,
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be three capital letters'),
  testmode: z.boolean().default(false),
  locale: text(50).nullish(),
  positions: z.array(positionSchema).default([]),
  url: webAddress,
})

/**
 * Reads one line of an import.
 * @throws BadLine
 */
export function readLine(line: string): OrderLine {
  if (line.includes('\\u0000') || line.includes('\0')) throw new BadLine('contains the character U+0000')
  const value = parse(line)
  const result = lineSchema.safeParse(value)
  if (!result.success) {
    const problems = result.error.issues.slice(0, 3).map(({ path, message }) => `${path.join('.')}: ${plain(message)}`)
    throw new BadLine(problems.join('; ').replace(/^: /, ''), codeOf(value))
  }
  const { event_name, datetime, locale, positions, ...order } = result.data
  if (new Set(positions.map(({ positionid }) => positionid)).size < positions.length) {
    throw new BadLine('positions: two have the same positionid', order.code)
  }
  return {
    event: order.event,
    eventName: event_name,
    code: order.code,
    secret: order.secret,
    email: order.email,
    customer: order.customer,
    status: order.status,
    datetime: Date.parse(datetime),
    total: order.total,
    currency: order.currency,
    testmode: order.testmode,
    locale: locale ?? null,
    url: order.url,
    extra: unknownFields(result.data, lineSchema.shape),
    positions: positions.map(toPosition),
  }
}

function toPosition(position: z.infer<typeof positionSchema>): PositionLine {
  return {
    positionid: position.positionid,
    item: position.item,
    variation: position.variation ?? null,
    price: position.price,
    attendeeName: position.attendee_name || null,
    attendeeEmail: position.attendee_email,
    canceled: position.canceled,
    usedMembership: (position.used_membership ?? null) as MembershipId | null,
    extra: unknownFields(position, positionSchema.shape),
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    throw new BadLine(error instanceof RangeError ? 'is nested too deeply' : 'is not JSON')
  }
}

function codeOf(value: unknown): string | undefined {
  if (value === null || typeof value !== 'object' || !('code' in value)) return undefined
  return typeof value.code === 'string' && value.code.length <= 64 ? value.code : undefined
}

function plain(message: string): string {
  return message.endsWith('received undefined') ? 'is missing' : message.replace('Invalid input: ', '')
}

function unknownFields(value: Readonly<Record<string, unknown>>, shape: object): string {
  const fields = Object.fromEntries(Object.entries(value).filter(([field]) => !Object.hasOwn(shape, field)))
  if (isDeeper(fields, MAX_DEPTH)) throw new BadLine('is nested too deeply')
  return JSON.stringify(fields)
}

function isDeeper(value: unknown, levels: number): boolean {
  if (value === null || typeof value !== 'object') return false
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1))
}
