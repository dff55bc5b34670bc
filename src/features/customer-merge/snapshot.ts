import { z } from 'zod'
import type { Platform } from '../../platform/platform.ts'
import { type SavedCustomer, savedCustomerSchema } from '../customers/index.ts'

/** What an undo needs. */
export interface Snapshot {
  readonly keptBefore: SavedCustomer
  readonly keptAfter: SavedCustomer
  readonly removed: SavedCustomer
  /** What each holder of personal data moved, by its key. */
  readonly moved: Readonly<Record<string, unknown>>
  /** An address that the merge added. */
  readonly keptAddress: string | null
}

const schema: z.ZodType<Snapshot> = z.object({
  keptBefore: savedCustomerSchema,
  keptAfter: savedCustomerSchema,
  removed: savedCustomerSchema,
  moved: z.record(z.string(), z.unknown()),
  keptAddress: z.string().nullable(),
})

const PURPOSE = 'customer merge'

export function sealSnapshot({ secrets }: Pick<Platform, 'secrets'>, snapshot: Snapshot): string {
  return secrets.seal(JSON.stringify(snapshot), PURPOSE)
}

export function openSnapshot({ secrets }: Pick<Platform, 'secrets'>, sealed: string): Snapshot {
  return schema.parse(JSON.parse(secrets.open(sealed, PURPOSE)))
}
