import type { Platform } from '../../platform/platform.ts'
import type { Audit } from '../audit/index.ts'
import type { Customers } from '../customers/index.ts'
import type { MailTexts } from '../mail-texts/index.ts'
import type { SecondFactors } from '../second-factors/index.ts'
import type { SignIn } from '../sign-in/index.ts'
import type { SsoProviders } from '../sso-providers/index.ts'
import { createArrive } from './arrive.ts'
import { createIdentityMails } from './mails.ts'
import { ownersOf } from './ownership.ts'
import { identitiesOfPerson } from './personal-data.ts'
import { mapClaims } from './rules/map.ts'
import { openClaims } from './sealed-claims.ts'
import { identityStore } from './store/identities.ts'
import { vouchingStore } from './store/providers.ts'
import type { ArrivalHandler, CustomerIdentities, UnlinkedHandler } from './types.ts'
import { createUnlink } from './unlink.ts'

interface Deps {
  readonly customers: Customers
  readonly audit: Audit
  readonly signIn: SignIn
  readonly secondFactors: Pick<SecondFactors, 'of'>
  readonly ssoProviders: Pick<SsoProviders, 'byId' | 'active'>
  readonly mailTexts: MailTexts
}

/** Logins that a provider vouched for count as long as the identity is there and its provider active. */
export function createCustomerIdentities(platform: Platform, deps: Deps): CustomerIdentities {
  const { db, secrets, clock } = platform
  const { customers, signIn, ssoProviders, mailTexts } = deps
  const arrivals: ArrivalHandler[] = []
  const unlinked: UnlinkedHandler[] = []
  const mails = createIdentityMails(platform, mailTexts)
  const store = identityStore(db.q)

  customers.holdsPersonalData(identitiesOfPerson(platform, ssoProviders))
  signIn.completion.useUpstreamCheck((q, organizer, { identityId }) =>
    vouchingStore(q).isAlive(organizer.id, identityId),
  )
  signIn.completion.onLoggedIn(async (q, organizer, { upstream }) => {
    if (upstream) await identityStore(q).noteLogin(organizer.id, upstream.identityId, clock.now())
  })

  return {
    map: (organizer, { claims, provider }) => mapClaims(claims, provider.settings.claims, organizer),
    arrive: createArrive(platform, { ...deps, mails, handlers: arrivals }),
    of: (organizerId, customerId) => store.of(organizerId, customerId),
    ofMany: (organizerId, ids) => store.ofMany(organizerId, ids),
    byId: (organizerId, id) => store.byId(organizerId, id),
    bySubject: (organizerId, providerId, issuer, subject) =>
      store.bySubject(organizerId, { providerId, issuer, subject }),
    async ownedFields(organizerId, customerId) {
      return ownersOf(ssoProviders, organizerId, await store.of(organizerId, customerId))
    },
    async lastClaims(organizerId, id) {
      return openClaims(secrets, await store.claims(organizerId, id))
    },
    ...createUnlink(platform, { ...deps, mails, handlers: unlinked }),
    onArrival(handler) {
      arrivals.push(handler)
    },
    onUnlinked(handler) {
      unlinked.push(handler)
    },
  }
}
