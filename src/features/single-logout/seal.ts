import { z } from 'zod'
import { HOUR, MINUTE } from '../../core/clock.ts'
import type { CustomerId, CustomerSessionId } from '../../core/ids.ts'
import { SealBroken } from '../../platform/crypto/secret-box.ts'
import type { Platform } from '../../platform/platform.ts'
import type { ClientKey } from '../../protocol/provider/types.ts'
import type { Sealed, SingleLogout } from './types.ts'

const LIFETIME_MS: Readonly<Record<keyof Sealed, number>> = {
  wish: HOUR,
  farewell: 10 * MINUTE,
  onward: 30 * MINUTE,
}

const clientKey = z.string().transform((id) => id as ClientKey)
const target = z.object({ uri: z.string(), state: z.string().nullable() })
const goesOn = z.union([z.object({ client: clientKey, to: target }), z.object({ path: z.string() })])
const schemas: { readonly [Kind in keyof Sealed]: z.ZodType<Sealed[Kind]> } = {
  wish: z.object({
    client: clientKey.nullable(),
    hint: z.object({ subject: z.string(), sid: z.string().nullable() }).nullable(),
    returnTo: target.nullable(),
    problem: z
      .enum(['hint_invalid', 'client_missing', 'client_unknown', 'client_differs', 'return_unknown'])
      .nullable(),
    uiLocales: z.string().nullable(),
    sent: z.object({ clientId: z.string().nullable(), uri: z.string().nullable() }),
  }),
  farewell: z.object({
    id: z.string().transform((id) => id as CustomerSessionId),
    customerId: z.string().transform((id) => id as CustomerId),
    goesOn,
  }),
  onward: goesOn,
}
const envelope = z.object({ at: z.number(), value: z.unknown() })

/** Keeps values in addresses and forms: nobody can read, change or forge them, or use them at another organizer. */
export function createSeals({ secrets, clock }: Platform): Pick<SingleLogout, 'seal' | 'open'> {
  const purpose = ({ id }: { readonly id: string }, kind: string) => `logout ${kind} ${id}`
  return {
    seal: (organizer, kind, value) =>
      secrets.seal(JSON.stringify({ at: clock.now(), value }), purpose(organizer, kind)),
    open(organizer, kind, sealed) {
      try {
        const { at, value } = envelope.parse(JSON.parse(secrets.open(sealed, purpose(organizer, kind))))
        return clock.now() - at > LIFETIME_MS[kind] ? null : schemas[kind].parse(value)
      } catch (error) {
        if (error instanceof SealBroken || error instanceof z.ZodError || error instanceof SyntaxError) return null
        throw error
      }
    },
  }
}
