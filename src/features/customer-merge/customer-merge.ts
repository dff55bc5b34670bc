import type { CustomerId, OrganizerId, SsoClientId } from '../../core/ids.ts'
import type { Platform } from '../../platform/platform.ts'
import type { SsoClients } from '../sso-clients/index.ts'
import { createMerge, type MergeDeps, refuseUnfit } from './merge.ts'
import { mergesOfPerson } from './personal-data.ts'
import { differences } from './rules/fields.ts'
import { forgetOldSnapshots, mergeStore } from './store.ts'
import type { CustomerMerge } from './types.ts'
import { createUndo } from './undo.ts'

interface Deps extends MergeDeps {
  readonly ssoClients: Pick<SsoClients, 'byId'>
  /** Apps that know a customer. */
  readonly appsOf: (organizerId: OrganizerId, customerId: CustomerId) => Promise<ReadonlySet<SsoClientId>>
}

/** Two accounts of one person become one. To be created after all features that hold personal data. */
export function createCustomerMerge(platform: Platform, deps: Deps): CustomerMerge {
  const { customers, audit, mailTexts, ssoClients, appsOf } = deps
  const { db, clock } = platform
  const merge = createMerge(platform, { customers, audit, mailTexts })
  customers.holdsPersonalData(mergesOfPerson(audit))

  return {
    async preview(organizer, kept, removed) {
      refuseUnfit(kept, removed)
      const { merging, personalData } = customers
      const fields = differences(
        await merging.save(db.q, organizer.id, kept.id),
        await merging.save(db.q, organizer.id, removed.id),
      )
      const moves = []
      for (const holder of personalData) {
        const held = await holder.export(db.q, organizer, removed)
        if (Array.isArray(held) && held.length > 0) moves.push({ title: holder.title, count: held.length })
      }
      const [ofKept, ofRemoved] = [await appsOf(organizer.id, kept.id), await appsOf(organizer.id, removed.id)]
      const both = [...ofRemoved].filter((app) => ofKept.has(app))
      const names = await Promise.all(both.map(async (app) => (await ssoClients.byId(organizer.id, app))?.name))
      return { kept, removed, fields, moves, appsOfBoth: names.filter((name) => name !== undefined) }
    },

    merge,
    undo: createUndo(platform, { customers, audit }),

    async list(organizer, kept) {
      const rows = await mergeStore(db.q).list(organizer.id, kept.id)
      return rows.map((row, index) => ({
        id: row.id,
        at: row.at,
        by: row.actor_name,
        identifier: row.identifier,
        undoUntil: index === 0 && row.snapshot !== null && row.undo_until > clock.now() ? row.undo_until : null,
      }))
    },

    cleanUp: () => forgetOldSnapshots(db.q, clock.now()),
  }
}
