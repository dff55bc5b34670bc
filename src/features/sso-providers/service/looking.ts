import type { Message } from '../../../core/errors.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { Connection } from '../../../protocol/client/connection.ts'
import { discover } from '../../../protocol/client/discover.ts'
import type { ClientSettings, Trace } from '../../../protocol/client/types.ts'
import { toProvider } from '../rows.ts'
import { providerCheckStore } from '../store/checks.ts'
import type { ProviderRow } from '../store/providers.ts'
import { discoveryMessage } from './discovery-problem.ts'
import type { Seals } from './sealed.ts'
import { clientSettingsOf, connectionColumns, storedConnectionOf } from './stored-connection.ts'

/** What was found at a provider, fit to be stored. */
export interface Found {
  readonly connection: Connection
  readonly columns: Pick<ProviderRow, 'metadata' | 'metadata_at' | 'checked_at' | 'problem'>
}

/** Reads what providers say of themselves. */
export interface Looking {
  /** Description and keys; keys that cannot be read are a problem to be shown, and are asked for again at a login. @throws ProviderProblem */
  at(settings: ClientSettings, trace?: Trace): Promise<Found>
  /** Looks again and writes down what was found. Answers what went wrong, and whether anything is different now. */
  again(row: ProviderRow, trace?: Trace): Promise<{ readonly error: unknown; readonly isNew: boolean }>
}

export function createLooking(
  { db, clock, outgoing }: Pick<Platform, 'db' | 'clock' | 'outgoing'>,
  seals: Seals,
): Looking {
  async function at(settings: ClientSettings, trace?: Trace): Promise<Found> {
    const connection = await discover(settings, { outgoing, clock, trace })
    const problem = await connection.keys.reload().then(
      () => null,
      (error: unknown) => discoveryMessage(error, settings.issuer),
    )
    const now = clock.now()
    return { connection, columns: { ...connectionColumns(connection, now), checked_at: now, problem: textOf(problem) } }
  }

  return {
    at,
    async again(row, trace) {
      const provider = toProvider(row)
      const store = providerCheckStore(db.q)
      try {
        const { columns } = await at(clientSettingsOf(provider, seals.open(row)), trace)
        await store.note(row.organizer_id, row, columns)
        return { error: null, isNew: isDifferent(row, columns) }
      } catch (error) {
        const problem = textOf(discoveryMessage(error, provider.issuer))
        await store.note(row.organizer_id, row, { checked_at: clock.now(), problem })
        return { error, isNew: false }
      }
    },
  }
}

function textOf(message: Message | null): string | null {
  return message && JSON.stringify(message)
}

/** Whether other processes have to hear of it. */
function isDifferent(row: ProviderRow, found: Found['columns']): boolean {
  const before = storedConnectionOf(row)
  const after = storedConnectionOf(found)
  const shape = (one: typeof after) => JSON.stringify([one?.metadata, one?.keys?.keys])
  return shape(before) !== shape(after)
}
