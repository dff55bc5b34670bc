import type { PersonalData } from '../customers/index.ts'
import { challengeStore } from './store/challenges.ts'
import { factorStore } from './store/factors.ts'

const time = (at: number) => new Date(at).toISOString()

/**
 * The factors of a person. With a merge they stay with the account that is given up: passkeys name it as their account, so they
 * could not open another one; nobody logs in to it, and after an undo they work as before.
 */
export const factorsOfPerson: PersonalData = {
  key: 'second_factors',
  title: 'secondFactors:personal.title',
  async export(q, organizer, customer) {
    const { passkeys, totpSince, codes } = await factorStore(q).all(organizer.id, customer.id)
    return {
      passkeys: passkeys.map(({ name, rpId, createdAt, lastUsedAt }) => ({
        name,
        works_at: rpId,
        added_at: time(createdAt),
        last_used_at: lastUsedAt === null ? null : time(lastUsedAt),
      })),
      authenticator_app_since: totpSince === null ? null : time(totpSince),
      recovery_codes_left: codes.left,
    }
  },
  async preview(q, organizer, customer) {
    const { passkeys, totpSince } = await factorStore(q).all(organizer.id, customer.id)
    return {
      goes: [
        ...(passkeys.length > 0
          ? [{ key: 'secondFactors:personal.passkeys', params: { count: passkeys.length } }]
          : []),
        ...(totpSince !== null ? [{ key: 'secondFactors:personal.totp' }] : []),
      ],
      stays: [],
    }
  },
  async erase(q, organizer, customer) {
    await factorStore(q).removeAll(organizer.id, customer.id, { passkeys: true })
    await challengeStore(q).endAll(organizer.id, customer.id)
  },
  move: async () => null,
  moveBack: async () => {},
}
