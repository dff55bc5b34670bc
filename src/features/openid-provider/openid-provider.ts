import type { OrganizerId } from '../../core/ids.ts'
import { absoluteUrl } from '../../platform/http/site.ts'
import type { Platform } from '../../platform/platform.ts'
import type { ProviderHost } from '../../protocol/provider/types.ts'
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

/** Hosts of busy organizers are kept; they hold nothing but functions. */
const MAX_HOSTS = 1000

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
  const hosts = new Map<string, ProviderHost>()

  customers.onEndAccess((q, organizerId, id) => grantStore(q).revokeOfCustomer(organizerId, id, clock.now()))
  ssoClients.onEndAccess((q, organizerId, id) => grantStore(q).revokeOfClient(organizerId, id, clock.now()))

  function createHost(organizerId: OrganizerId, issuer: string): ProviderHost {
    return {
      issuer,
      clients: clients.of(organizerId),
      grants: organizerGrants({ platform, audit, ssoClients }, organizerId),
      keys: {
        signer: (alg) => keys.signer(organizerId, alg),
        publicKeys: () => keys.publicKeys(organizerId),
      },
      random,
    }
  }

  return {
    keys,
    host(organizerId, site) {
      const issuer = absoluteUrl(site, '')
      const name = `${organizerId} ${issuer}`
      let host = hosts.get(name)
      if (!host) {
        host = createHost(organizerId, issuer)
        if (hosts.size >= MAX_HOSTS) hosts.clear()
        hosts.set(name, host)
      }
      return host
    },
    describeNext: (request, next) => describeNextApp(request.site, clients.of(request.organizer.id), next),
    cleanUp: () => cleanUp(platform),
  }
}
