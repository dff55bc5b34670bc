import type { Message } from '../../../core/errors.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { Connection } from '../../../protocol/client/connection.ts'
import { discover } from '../../../protocol/client/discover.ts'
import type { ClientSettings, Trace } from '../../../protocol/client/types.ts'
import { toProvider } from '../rows.ts'
import { changedParts } from '../rules/description-changes.ts'
import { afterCheck } from '../rules/health.ts'
import { providerCheckStore } from '../store/checks.ts'
import type { ProviderRow } from '../store/providers.ts'
import type { Changes } from './changes.ts'
import { discoveryMessage } from './discovery-problem.ts'
import type { Seals } from './sealed.ts'
import { clientSettingsOf, connectionColumns, descriptionOf, storedConnectionOf } from './stored-connection.ts'

/** What was found at a provider, fit to be stored. */
export interface Found {
  readonly connection: Connection
  readonly columns: Pick<ProviderRow, 'metadata' | 'metadata_at' | 'checked_at' | 'problem'>
}

interface LookOptions {
  readonly trace?: Trace | undefined
  /** By the clock, not because somebody wants to see it. */
  readonly isScheduled?: boolean
}

/** Reads what providers say of themselves. */
export interface Looking {
  /** Description and keys; keys that cannot be read are a problem to be shown, and are asked for again at a login. @throws ProviderProblem */
  at(settings: ClientSettings, trace?: Trace): Promise<Found>
  /** Looks again and writes down what was found. Answers what went wrong, and whether anything is different now. */
  again(row: ProviderRow, options?: LookOptions): Promise<{ readonly error: unknown; readonly isNew: boolean }>
}

export function createLooking(
  { db, clock, outgoing }: Pick<Platform, 'db' | 'clock' | 'outgoing'>,
  seals: Seals,
  { recordTurn }: Pick<Changes, 'recordTurn'>,
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

  /** What was found, what that means after what others found meanwhile, and what the history has to say of it. */
  async function keep(
    row: ProviderRow,
    found: Pick<ProviderRow, 'checked_at' | 'problem'> & Partial<ProviderRow>,
    isScheduled: boolean,
  ): Promise<void> {
    await db.transaction(async (q) => {
      const store = providerCheckStore(q)
      const known = await store.holdProblem(row.organizer_id, row)
      if (known === undefined) return
      const { problem, turned } = afterCheck(known, found.problem, isScheduled)
      await store.note(row.organizer_id, row.id, { ...found, problem })
      if (turned !== null) await recordTurn(q, toProvider({ ...row, problem: problem ?? known }), turned)
    })
  }

  return {
    at,
    async again(row, { trace, isScheduled = false } = {}) {
      const provider = toProvider(row)
      try {
        const { connection, columns } = await at(clientSettingsOf(provider, seals.open(row)), trace)
        const isNew = isDifferent(row, columns)
        const now = clock.now()
        const parts = changedParts(storedConnectionOf(row), storedConnectionOf(columns))
        const changed = parts.length > 0 ? { at: now, parts } : (descriptionOf(row)?.changed ?? null)
        await keep(row, { ...columns, ...connectionColumns(connection, now, changed) }, isScheduled)
        return { error: null, isNew }
      } catch (error) {
        const problem = textOf(discoveryMessage(error, provider.issuer))
        await keep(row, { checked_at: clock.now(), problem }, isScheduled)
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
