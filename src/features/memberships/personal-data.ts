import { z } from 'zod'
import type { MembershipId } from '../../core/ids.ts'
import type { PersonalData } from '../customers/index.ts'
import { localized } from './rules/localized.ts'
import { holderStore } from './store/holders.ts'
import { membershipStore } from './store/memberships.ts'

const MOST = 10_000
const movedSchema = z.array(z.string())

/** What memberships hold about a person. They stay when the account is anonymised, and lose the name. */
export function membershipsOfPerson(): PersonalData {
  return {
    key: 'memberships',
    title: 'memberships:personal.title',

    async export(q, organizer, customer) {
      const all = await membershipStore(q).list(organizer.id, customer.id, MOST, null)
      return all.map((membership) => ({
        type: localized(membership.type.name, customer.locale),
        valid_from: new Date(membership.startsAt).toISOString(),
        valid_until: new Date(membership.endsAt).toISOString(),
        attendee_name: membership.attendeeName || null,
        canceled: membership.isCanceled,
        test: membership.isTest,
        transferable: membership.type.transferable,
        max_usages: membership.type.maxUsages,
        created: new Date(membership.createdAt).toISOString(),
      }))
    },

    async preview(q, organizer, customer) {
      const count = await membershipStore(q).count(organizer.id, customer.id)
      return {
        goes: count === 0 ? [] : [{ key: 'memberships:personal.goes', params: { count } }],
        stays: count === 0 ? [] : [{ key: 'memberships:personal.stays', params: { count } }],
      }
    },

    /** After a membership that is granted at the same moment, or before it: then it is not granted any more. */
    async erase(q, organizer, customer) {
      await holderStore(q).hold(organizer.id, customer.id)
      await membershipStore(q).forgetNames(organizer.id, customer.id)
    },

    async move(q, organizer, from, into) {
      const moved = await membershipStore(q).move(organizer.id, from, into)
      return moved.length === 0 ? null : moved
    },

    async moveBack(q, organizer, from, into, moved) {
      const ids = movedSchema.safeParse(moved)
      if (!ids.success || ids.data.length === 0) return
      await membershipStore(q).move(organizer.id, into, from, ids.data as MembershipId[])
    },
  }
}
