import type { AuditActor } from '../audit/index.ts'
import type { User } from '../staff/index.ts'
import { type AccountWork, objectOf, type WorkDeps, type WorkPlatform } from './account-work.ts'
import { ANONYMIZED, placeholderEmail } from './rules.ts'
import { gone } from './writing.ts'

type Deps = WorkDeps & { readonly work: AccountWork }

/** A person leaves for good: what remains is a row that says nothing about them. */
export function accountAnonymising(platform: WorkPlatform, { audit, teams, work }: Deps) {
  const { db, clock, outbox, config } = platform
  return {
    /**
     * Cannot be undone. Memberships, API tokens, sessions and second factors go; entries of the history stay without a name.
     * @returns names of the organizers whose teams nobody but administrators can manage any more
     * @throws InvalidInput for the last active administrator
     */
    async anonymise(user: User, actor: AuditActor): Promise<string[]> {
      const unmanaged = await db.transaction(async (q) => {
        const store = work.store(q)
        await work.keepAnAdmin(q, user)
        let left = 0
        const organizers = await teams.noteLastManager(q, user, actor, async () => {
          left = await work.leaveTeams(q, user, actor)
        })
        await work.endAccess(q, user)
        const tokens = await work.revokeTokens(q, user, actor)
        await store.forgetLinks(user.id)
        await store.forgetFormerPasswords(user.id)
        await store.forgetFactors(user.id)
        await store.forgetBegun(user.id)
        await store.withdrawInvites(user.email)
        await outbox.forget(q, null, user.email)
        if (config.demo) await store.forgetDemoMails(user.email)
        const now = clock.now()
        const emptied = await store.update(user.id, user.authBackend, {
          email: placeholderEmail(user),
          auth_backend: ANONYMIZED,
          auth_backend_identifier: null,
          fullname: '',
          locale: config.defaultLocale,
          time_zone: config.defaultTimezone,
          is_active: false,
          is_admin: false,
          is_verified: false,
          password_hash: null,
          password_set_at: null,
          needs_password_change: false,
          last_login_at: null,
          deactivated_at: now,
          modified_at: now,
        })
        if (!emptied) throw gone()
        await audit.shredStaff(q, user.id)
        await audit.record(q, null, {
          action: 'pretix.user.anonymized',
          actor,
          object: objectOf({ id: user.id, email: placeholderEmail(user) }),
          detail: { revoked_count: tokens, former_teams: left },
        })
        return organizers
      })
      await db.scrub()
      return unmanaged
    },
  }
}
