import type { Database } from '../../platform/db/db.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit, AuditAction, AuditActor } from '../audit/index.ts'
import type { Staff, StaffLogin, User } from '../staff/index.ts'
import { createTellOwner, type ToldChange } from './mails.ts'
import { challengeStore } from './store/challenges.ts'
import { factorStore } from './store/factors.ts'

/** Whose factors change, and who changes them. */
export interface ChangeContext {
  readonly user: User
  readonly actor: AuditActor
  /** Goes on when the other sessions end; null for none. */
  readonly session: StaffLogin['session'] | null
}

export interface FactorChange {
  readonly action: AuditAction
  readonly detail?: Readonly<Record<string, unknown>>
  /** Told by mail; left out for what concerns nobody's safety. */
  readonly tells?: ToldChange
  /** Name of the device, for the mail. */
  readonly name?: string
  readonly endsSessions?: boolean
}

/** What else a change turned out to be: `enabled` with the first device, `disabled` with the last. */
export type Note = (action: AuditAction) => void

/**
 * Makes one change to the factors of a user: with its entries in the history and the mail to the owner, and without the other
 * sessions and waiting logins where these have to prove themselves anew. Nothing happens when `apply` answers null.
 */
export type MakeChange = <T>(
  context: ChangeContext,
  change: FactorChange,
  apply: (q: Database, note: Note) => Promise<T | null>,
) => Promise<T | null>

interface Deps {
  readonly audit: Audit
  readonly staff: Pick<Staff, 'sessions' | 'completion'>
}

export function createChanges(platform: Platform, { audit, staff }: Deps): MakeChange {
  const { db, mailer, outbox } = platform
  const tellOwner = createTellOwner(platform)

  async function endAccess(q: Database, { user, session }: ChangeContext): Promise<void> {
    if (session) await staff.sessions.endOthers(q, session)
    else await staff.sessions.endAll(q, user.id)
    await staff.completion.endWaiting(q, user.id)
    await challengeStore(q).endAll(user.id)
  }

  return async (context, { action, detail, tells, name, endsSessions = false }, apply) => {
    const { user, actor } = context
    const mail = tells ? await tellOwner(user, tells, name) : null
    const object = { type: 'user', id: user.id, name: user.email } as const
    const done = await db.transaction(async (q) => {
      if (!(await factorStore(q).lock(user.id))) return null
      const more: AuditAction[] = []
      const result = await apply(q, (noted) => more.push(noted))
      if (result === null) return null
      await audit.record(q, null, { action, actor, object, ...(detail && { detail }) })
      for (const noted of more) await audit.record(q, null, { action: noted, actor, object })
      if (endsSessions) await endAccess(q, context)
      if (mail) await mailer.queue(q, mail)
      return result
    })
    if (done !== null) outbox.wake()
    return done
  }
}
