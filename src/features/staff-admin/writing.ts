import { InvalidInput } from '../../core/errors.ts'
import { newId, type UserId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import { UniqueViolation } from '../../platform/db/errors.ts'
import type { UserTable } from '../../platform/db/staff-tables.ts'
import type { QueuedMail } from '../../platform/mail/mailer.ts'
import { type Audit, type AuditActor, changedFields } from '../audit/index.ts'
import type { User } from '../staff/index.ts'
import { normalizeEmail } from '../staff-backends/index.ts'
import { type AccountWork, objectOf, type WorkPlatform } from './account-work.ts'
import { checkChanges, checkIdentifier, takesAnAdmin } from './rules.ts'
import type { NewAccount, StaffNotices, UserChanges } from './types.ts'

interface Deps {
  readonly audit: Audit
  readonly work: AccountWork
  readonly notices: StaffNotices
}

/** Accounts come to be and change. */
export function accountWriting(platform: WorkPlatform, { audit, work, notices }: Deps) {
  const { db, clock, config, mailer, outbox } = platform
  const store = (q: Database) => work.store(q)

  /** What was sent to the former address, and whoever is in by it, counts no more. */
  async function leaveAddress(q: Database, user: User, mails: readonly QueuedMail[]): Promise<void> {
    await store(q).forgetLinks(user.id)
    await work.endAccess(q, user)
    for (const mail of mails) await mailer.queue(q, mail)
  }

  return {
    /**
     * Makes an account before its first login. Nobody can log in to a native one until a password is chosen.
     * @throws InvalidInput
     */
    async prepare(input: NewAccount, actor: AuditActor): Promise<UserId> {
      const identifier = input.identifier?.trim() ?? ''
      checkIdentifier(input.backend, identifier)
      const email = emailOf(input.email)
      const now = clock.now()
      const row: UserTable = {
        id: newId<UserId>(platform.random),
        email,
        auth_backend: input.backend,
        auth_backend_identifier: identifier === '' ? null : identifier,
        fullname: input.fullname?.trim() ?? '',
        locale: input.locale ?? config.defaultLocale,
        time_zone: config.defaultTimezone,
        is_active: true,
        is_admin: input.isAdmin ?? false,
        is_verified: false,
        password_hash: null,
        created_at: now,
        modified_at: now,
        last_login_at: null,
        needs_password_change: false,
        password_set_at: null,
        deactivated_at: null,
      }
      checkChanges({ authBackend: input.backend, email }, { fullname: row.fullname, locale: row.locale })
      await sayTaken({ email, identifier }, () =>
        db.transaction(async (q) => {
          await store(q).insert(row)
          const { auth_backend, auth_backend_identifier, is_admin } = row
          await audit.record(q, null, {
            action: 'pretix.control.auth.user.created',
            actor,
            object: objectOf(row),
            after: { email, auth_backend, auth_backend_identifier, is_admin },
          })
        }),
      )
      return row.id
    },

    /**
     * Changes what differs. A new email ends the sessions, and both addresses get a mail.
     * @throws InvalidInput, also when the installation would lose its last administrator
     */
    async edit(user: User, changes: UserChanges, actor: AuditActor): Promise<void> {
      checkChanges(user, changes)
      const { before, after } = changedFields(valuesOf(user), wantedValues(changes))
      if (Object.keys(after).length === 0) return
      const email = typeof after.email === 'string' ? after.email : null
      const mails = email === null ? [] : await notices.emailChanged(user, email, clock.now())
      const object = objectOf({ id: user.id, email: email ?? user.email })
      await sayTaken({ email: email ?? user.email }, () =>
        db.transaction(async (q) => {
          if (takesAnAdmin(user, changes)) await work.keepAnAdmin(q, user)
          const values = {
            ...(after as Partial<UserTable>),
            ...(email !== null && { is_verified: false }),
            modified_at: clock.now(),
          }
          if (!(await store(q).update(user.id, user.authBackend, values))) throw gone()
          if (email !== null) await leaveAddress(q, user, mails)
          if (after.is_admin === true) await work.endImpersonations(q, user)
          await audit.record(q, null, {
            action: 'foyer.staff.edited',
            actor,
            object,
            before,
            after,
          })
        }),
      )
      if (mails.length > 0) outbox.wake()
    },
  }
}

/** @throws InvalidInput */
function emailOf(text: string): string {
  const email = normalizeEmail(text)
  if (email === null) throw new InvalidInput({ email: { key: 'staff:field.email' } })
  return email
}

function valuesOf(user: User): Record<string, unknown> {
  return {
    email: user.email,
    fullname: user.fullname,
    locale: user.locale,
    time_zone: user.timeZone,
    is_admin: user.isAdmin,
    needs_password_change: user.needsPasswordChange,
  }
}

function wantedValues(changes: UserChanges): Record<string, unknown> {
  const { email, fullname, locale, timeZone, isAdmin, needsPasswordChange } = changes
  return {
    ...(email !== undefined && { email: emailOf(email) }),
    ...(fullname !== undefined && { fullname: fullname.trim() }),
    ...(locale !== undefined && { locale }),
    ...(timeZone !== undefined && { time_zone: timeZone }),
    ...(isAdmin !== undefined && { is_admin: isAdmin }),
    ...(needsPasswordChange !== undefined && { needs_password_change: needsPasswordChange }),
  }
}

/** The account was moved or anonymised while somebody looked at its page. */
export function gone(): InvalidInput {
  return new InvalidInput({ email: { key: 'staffAdmin:problem.gone' } })
}

/** @throws InvalidInput naming the email or the identifier that another account has */
export async function sayTaken<T>(
  { email, identifier = '' }: { email: string; identifier?: string },
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof UniqueViolation)) throw error
    const isIdentifier = error.isOn('auth_backend', 'auth_backend_identifier')
    throw new InvalidInput(
      isIdentifier
        ? { identifier: { key: 'staffAdmin:problem.identifierTaken', params: { identifier } } }
        : { email: { key: 'staff:field.emailTaken', params: { email } } },
    )
  }
}
