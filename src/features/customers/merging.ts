import { z } from 'zod'
import { NotFound } from '../../core/errors.ts'
import type { CustomerId, OrganizerId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import type { Platform } from '../../platform/platform.ts'
import type { CustomerFields } from './rules/fields.ts'
import { customerStore } from './store/customers.ts'
import { profileSchema, toColumns } from './store/row.ts'
import type { Customer, EndAccess } from './types.ts'

/** All that an account holds itself; instants in ms. */
export interface SavedCustomer extends CustomerFields {
  /** PHC string. */
  readonly passwordHash: string | null
  readonly passwordSetAt: number | null
  readonly deletionDueAt: number | null
}

/** Two accounts become one, and two again. To be called in a transaction that holds `lock`. */
export interface CustomerMerging {
  /** Nobody else changes these accounts until the transaction ends. Locks in the order of the ids, so that two merges never wait for each other. */
  lock(q: Database, organizerId: OrganizerId, ids: readonly CustomerId[]): Promise<void>
  /** As it is for this transaction. @throws NotFound */
  at(q: Database, organizerId: OrganizerId, id: CustomerId): Promise<Customer>
  /** Which account logs in with this address. */
  emailOwner(q: Database, organizerId: OrganizerId, email: string): Promise<CustomerId | null>
  /** @throws NotFound */
  save(q: Database, organizerId: OrganizerId, id: CustomerId): Promise<SavedCustomer>
  /** Writes all of it; ends the access of the account where `endsAccess`. */
  write(
    q: Database,
    organizerId: OrganizerId,
    id: CustomerId,
    saved: SavedCustomer,
    options: { endsAccess: boolean },
  ): Promise<void>
  /** Empties an account that became a part of another one, and ends its access. The customer ID stays. */
  takeOut(q: Database, organizerId: OrganizerId, id: CustomerId, into: CustomerId): Promise<void>
  /** The opposite of `takeOut`. */
  putBack(q: Database, organizerId: OrganizerId, id: CustomerId, saved: SavedCustomer): Promise<void>
}

const text = z.string().nullable()

/** Reads back what was written down of an account. */
export const savedCustomerSchema: z.ZodType<SavedCustomer> = z.object({
  email: text,
  phone: text,
  isPhoneVerified: z.boolean(),
  nameParts: z.record(z.string(), z.string()),
  profile: profileSchema,
  isActive: z.boolean(),
  isVerified: z.boolean(),
  locale: z.string(),
  externalIdentifier: text,
  notes: text,
  passwordHash: text,
  passwordSetAt: z.number().nullable(),
  deletionDueAt: z.number().nullable(),
})

const EMPTY = {
  email: null,
  phone: null,
  isPhoneVerified: false,
  nameParts: {},
  profile: {},
  isActive: false,
  isVerified: false,
  externalIdentifier: null,
  notes: null,
} as const

export function createMerging({ clock }: Pick<Platform, 'clock'>, endAccess: EndAccess): CustomerMerging {
  return {
    async lock(q, organizerId, ids) {
      for (const id of [...ids].sort()) await customerStore(q).lock(organizerId, id)
    },

    async at(q, organizerId, id) {
      const customer = await customerStore(q).byId(organizerId, id)
      if (!customer) throw new NotFound('customer')
      return customer
    },

    async emailOwner(q, organizerId, email) {
      return (await customerStore(q).byEmail(organizerId, email))?.id ?? null
    },

    async save(q, organizerId, id) {
      const store = customerStore(q)
      const customer = await this.at(q, organizerId, id)
      const { email, phone, isPhoneVerified, nameParts, isActive, isVerified, locale } = customer
      const { externalIdentifier, notes, passwordSetAt, deletionDueAt } = customer
      return {
        email,
        phone,
        isPhoneVerified,
        nameParts,
        profile: customer.profile,
        isActive,
        isVerified,
        locale,
        externalIdentifier,
        notes,
        passwordHash: await store.passwordHash(organizerId, id),
        passwordSetAt,
        deletionDueAt,
      }
    },

    async write(q, organizerId, id, saved, { endsAccess }) {
      await customerStore(q).update(organizerId, id, { ...columnsOf(saved), modified_at: clock.now() })
      if (endsAccess) await endAccess(q, organizerId, id, { reason: 'lost' })
    },

    async takeOut(q, organizerId, id, into) {
      const { locale } = await this.save(q, organizerId, id)
      await customerStore(q).update(organizerId, id, {
        ...columnsOf({ ...EMPTY, locale, passwordHash: null, passwordSetAt: null, deletionDueAt: null }),
        merged_into: into,
        modified_at: clock.now(),
      })
      await endAccess(q, organizerId, id, { reason: 'lost' })
    },

    async putBack(q, organizerId, id, saved) {
      await customerStore(q).update(organizerId, id, {
        ...columnsOf(saved),
        merged_into: null,
        modified_at: clock.now(),
      })
    },
  }
}

function columnsOf(saved: SavedCustomer) {
  return {
    ...toColumns(saved),
    password_hash: saved.passwordHash,
    password_set_at: saved.passwordSetAt,
    deletion_due_at: saved.deletionDueAt,
  }
}
