import { absoluteUrl } from '../../platform/http/site.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit } from '../audit/index.ts'
import type { Customers } from '../customers/index.ts'
import type { SsoClients } from '../sso-clients/index.ts'
import { cleanUp } from './clean-up.ts'
import { createClientCache } from './clients.ts'
import { describeNextApp } from './describe-next.ts'
import { organizerGrants } from './grants.ts'
import { createSigningKeys } from './signing-keys.ts'
import { grantStore } from './store/grants.ts'
import type { OpenidProvider } from './types.ts'

export interface OpenidProviderDeps {
  readonly audit: Audit
  readonly ssoClients: SsoClients
  readonly customers: Pick<Customers, 'onEndAccess'>
}

/** OpenID Connect for every organizer: its apps, keys, codes and tokens behind the steps of `protocol/provider`. */
export function createOpenidProvider(platform: Platform, deps: OpenidProviderDeps): OpenidProvider {
  const { audit, ssoClients, customers } = deps
  const { clock, random } = platform
  const clients = createClientCache(platform, ssoClients)
  const keys = createSigningKeys(platform, { audit })

  customers.onEndAccess((q, organizerId, id) => grantStore(q).revokeOfCustomer(organizerId, id, clock.now()))
  ssoClients.onEndAccess((q, organizerId, id) => grantStore(q).revokeOfClient(organizerId, id, clock.now()))

  return {
    keys,
    host: (organizerId, site) => ({
      issuer: absoluteUrl(site, ''),
      clients: clients.of(organizerId),
      grants: organizerGrants({ platform, audit, ssoClients }, organizerId),
      keys: {
        signer: (alg) => keys.signer(organizerId, alg),
        publicKeys: () => keys.publicKeys(organizerId),
      },
      random,
    }),
    describeNext: (request, next) => describeNextApp(request.site, clients.of(request.organizer.id), next),
    cleanUp: () => cleanUp(platform),
  }
}
