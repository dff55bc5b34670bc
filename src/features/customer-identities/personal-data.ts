import { z } from 'zod'
import type { CustomerIdentityId } from '../../core/ids.ts'
import type { Platform } from '../../platform/platform.ts'
import type { PersonalData } from '../customers/index.ts'
import type { SsoProviders } from '../sso-providers/index.ts'
import { providerName } from './rules/provider-name.ts'
import { openClaims } from './sealed-claims.ts'
import { identityStore } from './store/identities.ts'

const movedSchema = z.array(z.string()).catch([])
const time = (at: number | null) => (at === null ? null : new Date(at).toISOString())

/** Who the person is at providers. With a merge identities move along: whoever logs in there comes to the account that is kept. */
export function identitiesOfPerson(
  { secrets }: Pick<Platform, 'secrets'>,
  ssoProviders: Pick<SsoProviders, 'byId'>,
): PersonalData {
  return {
    key: 'sso_identities',
    title: 'customerIdentities:personal.title',
    async export(q, organizer, customer) {
      const identities = await identityStore(q).of(organizer.id, customer.id)
      return Promise.all(
        identities.map(async ({ id, providerId, issuer, subject, email, createdAt, lastLoginAt }) => {
          const provider = await ssoProviders.byId(organizer.id, providerId)
          return {
            provider: provider ? providerName(provider, customer.locale) : null,
            issuer,
            external_identifier: subject,
            email,
            connected_at: time(createdAt),
            last_login_at: time(lastLoginAt),
            received: openClaims(secrets, await identityStore(q).claims(organizer.id, id)),
          }
        }),
      )
    },
    async preview(q, organizer, customer) {
      const { length: count } = await identityStore(q).of(organizer.id, customer.id)
      return { goes: count > 0 ? [{ key: 'customerIdentities:personal.goes', params: { count } }] : [], stays: [] }
    },
    async erase(q, organizer, customer) {
      await identityStore(q).removeAll(organizer.id, customer.id)
    },
    async move(q, organizer, from, into) {
      const moved = await identityStore(q).move(organizer.id, from, into)
      return moved.length > 0 ? moved : null
    },
    async moveBack(q, organizer, from, into, moved) {
      const ids = movedSchema.parse(moved) as CustomerIdentityId[]
      await identityStore(q).move(organizer.id, into, from, ids)
    },
  }
}
