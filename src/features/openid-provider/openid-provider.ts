import type { FastifyRequest } from 'fastify'
import { absoluteUrl } from '../../platform/http/site.ts'
import type { Platform } from '../../platform/platform.ts'
import type { ProviderHost } from '../../protocol/provider/provider-host.ts'
import type { ClientDocuments } from '../../protocol/provider/types.ts'
import type { Audit } from '../audit/index.ts'
import type { Customers } from '../customers/index.ts'
import type { Organizer, Organizers } from '../organizers/index.ts'
import type { SsoClients } from '../sso-clients/index.ts'
import { cleanUp } from './clean-up.ts'
import { createClientCache } from './clients.ts'
import { createConsentQuestions } from './consent-question.ts'
import { createConsents, organizerConsents } from './consents.ts'
import { describeNextApp } from './describe-next.ts'
import { endAccessOf } from './end-access.ts'
import { organizerGrants } from './grants.ts'
import { organizerProofs, organizerPushedRequests } from './kept-requests.ts'
import { createLoginWishes } from './login-wishes.ts'
import { createPairwiseSubjects } from './pairwise-subjects.ts'
import { appsOfPerson } from './personal-data.ts'
import { createProfileReader, type FindMemberships } from './profile.ts'
import { createRenewNext } from './renew-next.ts'
import { createSigningKeys } from './signing-keys.ts'
import { otherSubjectStore } from './store/other-subjects.ts'
import type { OpenidProvider } from './types.ts'

/** Hosts of busy organizers are kept; they hold nothing but functions. */
const MAX_HOSTS = 1000

export interface OpenidProviderDeps {
  readonly audit: Audit
  readonly organizers: Organizers
  readonly ssoClients: SsoClients
  readonly customers: Pick<Customers, 'onEndAccess' | 'onErase' | 'byId' | 'holdsPersonalData'>
  readonly documents: ClientDocuments
  /** Asked only when an app may know; nobody has any without it. */
  readonly memberships?: FindMemberships
}

/** OpenID Connect for every organizer: its apps, keys, codes and tokens behind the steps of `protocol/provider`. */
export function createOpenidProvider(platform: Platform, deps: OpenidProviderDeps): OpenidProvider {
  const { audit, ssoClients, documents, memberships } = deps
  const { db, random } = platform
  const clients = createClientCache(platform, ssoClients)
  const keys = createSigningKeys(platform, deps)
  const pairwise = createPairwiseSubjects(platform)
  const hosts = new Map<string, { organizer: Pick<Organizer, 'id' | 'settings'>; host: ProviderHost }>()
  endAccessOf(platform, deps)
  deps.customers.holdsPersonalData(appsOfPerson({ ssoClients, now: () => platform.clock.now() }))

  function createHost(organizer: Pick<Organizer, 'id' | 'settings'>, issuer: string): ProviderHost {
    const { id, settings } = organizer
    const profiles = createProfileReader(organizer, memberships)
    return {
      issuer,
      clients: clients.of(id),
      grants: organizerGrants({ platform, audit, ssoClients, profiles }, id),
      keys: {
        signer: (alg) => keys.signer(id, alg),
        publicKeys: () => keys.publicKeys(id),
      },
      consents: organizerConsents(platform, id),
      pushedRequests: organizerPushedRequests(db.q, id),
      proofs: organizerProofs(db.q, id),
      documents,
      random,
      pairwiseSubject: (sector, subject) => pairwise(id, sector, subject),
      isHighSecurity: settings.sso_high_security,
      offersRegistration: settings.sso_registration,
    }
  }

  const host: OpenidProvider['host'] = (organizer, site) => {
    const issuer = absoluteUrl(site, '')
    const name = `${organizer.id} ${issuer}`
    let known = hosts.get(name)
    if (known?.organizer !== organizer) {
      known = { organizer, host: createHost(organizer, issuer) }
      if (hosts.size >= MAX_HOSTS) hosts.clear()
      hosts.set(name, known)
    }
    return known.host
  }
  const person: OpenidProvider['person'] = (organizerId, { id, identifier, hasOtherSubjects }) =>
    hasOtherSubjects
      ? otherSubjectStore(db.q)
          .list(organizerId, id)
          .then((otherSubjects) => ({ subject: identifier, otherSubjects }))
      : { subject: identifier }
  const hostOf = ({ organizer, site }: FastifyRequest) => host(organizer, site)

  return {
    keys,
    host,
    consents: createConsents(platform, deps),
    person,
    appsKnowing: (organizerId, customerId) => otherSubjectStore(db.q).knownApps(organizerId, customerId),
    ...createConsentQuestions(platform, { hostOf, person }),
    loginWishes: createLoginWishes(platform, hostOf),
    renewNext: createRenewNext(platform),
    describeNext: (request, next) => describeNextApp(request.site, clients.of(request.organizer.id), next),
    cleanUp: () => cleanUp(platform),
  }
}
