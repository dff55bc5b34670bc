import type { Platform } from '../../../platform/platform.ts'
import type { Connection } from '../../../protocol/client/connection.ts'
import { connectionFrom, discover } from '../../../protocol/client/discover.ts'
import { ProviderProblem } from '../../../protocol/client/errors.ts'
import { toProvider } from '../rows.ts'
import { ssoProviderStore } from '../store/providers.ts'
import type { SsoProvider } from '../types.ts'
import type { Seals } from './sealed.ts'
import { clientSettingsOf, isFresh, storedConnectionOf } from './stored-connection.ts'

const MOST = 1000

/** Connections to providers that are ready to be used, the ones used last. */
export interface KnownConnections {
  /** Calls nobody as long as what is stored is young enough. @throws ProviderProblem */
  of(provider: SsoProvider): Promise<Connection>
  forget(provider: Pick<SsoProvider, 'organizerId' | 'id'>): void
}

interface Known {
  readonly modifiedAt: number
  readonly metadataAt: number
  readonly connection: Promise<Connection>
}

type Machines = Pick<Platform, 'db' | 'clock' | 'outgoing'>

/** @param readAgain reads the description now and stores it */
export function createConnections(
  { db, clock, outgoing }: Machines,
  seals: Seals,
  readAgain: (provider: SsoProvider) => Promise<SsoProvider>,
): KnownConnections {
  const known = new Map<string, Known>()
  const asking = new Map<string, Promise<SsoProvider>>()
  const nameOf = ({ organizerId, id }: Pick<SsoProvider, 'organizerId' | 'id'>) => `${organizerId} ${id}`

  async function build(provider: SsoProvider): Promise<Connection> {
    const row = await ssoProviderStore(db.q).byId(provider.organizerId, provider.id)
    if (row === null) throw new ProviderProblem('option_missing', { detail: { option: 'issuer' } })
    const stored = storedConnectionOf(row)
    const settings = clientSettingsOf(toProvider(row), seals.open(row))
    const deps = { outgoing, clock }
    return stored === null ? discover(settings, deps) : connectionFrom(settings, stored, deps)
  }

  function remember(provider: SsoProvider): Promise<Connection> {
    const name = nameOf(provider)
    const { modifiedAt } = provider
    const entry = { modifiedAt, metadataAt: provider.metadataAt ?? 0, connection: build(provider) }
    known.delete(name)
    known.set(name, entry)
    entry.connection.catch(() => {
      if (known.get(name) === entry) known.delete(name)
    })
    const oldest = known.keys().next()
    if (known.size > MOST && !oldest.done) known.delete(oldest.value)
    return entry.connection
  }

  /** Once for all who wait. */
  function askAgain(provider: SsoProvider): Promise<SsoProvider> {
    const name = nameOf(provider)
    const asked = asking.get(name) ?? readAgain(provider).finally(() => asking.delete(name))
    asking.set(name, asked)
    return asked
  }

  return {
    async of(provider) {
      const entry = known.get(nameOf(provider))
      const isCurrent =
        entry !== undefined && entry.modifiedAt >= provider.modifiedAt && entry.metadataAt >= (provider.metadataAt ?? 0)
      const connection = await (isCurrent ? entry.connection : remember(provider))
      if (isFresh({ metadataAt: connection.readAt }, clock.now())) return connection
      return remember(await askAgain(provider))
    },
    forget: (provider) => void known.delete(nameOf(provider)),
  }
}
