import { z } from 'zod'
import type { ClaimGrantId } from '../../core/ids.ts'
import type { PersonalData } from '../customers/index.ts'
import type { createSettle } from './settle.ts'
import { claimGrantStore } from './store/grants.ts'

const movedSchema = z.array(z.string()).catch([])
const time = (at: number | null) => (at === null ? null : new Date(at).toISOString())

/** What rules gave somebody. It ends when the account is anonymised. */
export function grantsOfPerson(settle: ReturnType<typeof createSettle>): PersonalData {
  return {
    key: 'sso_rules',
    title: 'claimRules:personal.title',

    async export(q, organizer, customer) {
      const grants = await claimGrantStore(q).of(organizer.id, customer.id)
      return grants.map((grant) => ({
        rule: grant.condition,
        gives: grant.tag === null ? 'membership' : 'tag',
        tag: grant.tag,
        since: time(grant.granted_at),
        last_seen: time(grant.seen_at),
        ended: time(grant.ended_at),
      }))
    },

    async preview(q, organizer, customer) {
      const { length: count } = await claimGrantStore(q).openOf(organizer.id, customer.id)
      return { goes: count === 0 ? [] : [{ key: 'claimRules:personal.goes', params: { count } }], stays: [] }
    },

    async erase(q, organizer, customer) {
      const open = await claimGrantStore(q).openOf(organizer.id, customer.id)
      for (const identityId of new Set(open.map((grant) => grant.identityId))) {
        const settling = {
          customerId: customer.id,
          identityId,
          said: null,
          cause: 'anonymized',
          isLogin: false,
        } as const
        await settle(q, organizer, settling)
      }
      await claimGrantStore(q).removeAll(organizer.id, customer.id)
    },

    async move(q, organizer, from, into) {
      const moved = await claimGrantStore(q).move(organizer.id, from, into)
      return moved.length === 0 ? null : moved
    },

    async moveBack(q, organizer, from, into, moved) {
      await claimGrantStore(q).move(organizer.id, into, from, movedSchema.parse(moved) as ClaimGrantId[])
    },
  }
}
