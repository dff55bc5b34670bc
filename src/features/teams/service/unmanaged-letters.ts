import type { OrganizerId } from '../../../core/ids.ts'
import type { QueuedMail } from '../../../platform/mail/mailer.ts'
import type { Platform } from '../../../platform/platform.ts'
import { displayName, staffLetter, type User } from '../../staff/index.ts'
import { teamsEverywhereStore } from '../store/across.ts'
import { adminStore } from '../store/admins.ts'

/** Administrators who are told at most. */
const MOST_TOLD = 20

/**
 * What administrators of the installation would be told if a backend took all its grants away from somebody: for each
 * organizer whose teams nobody else could manage then. Nearly always nothing. Drawn before the transaction that needs it.
 */
export async function unmanagedLetters(
  platform: Pick<Platform, 'db' | 'config' | 'i18n'>,
  user: User,
  backend: string,
): Promise<ReadonlyMap<OrganizerId, readonly QueuedMail[]>> {
  const { db, config } = platform
  const letters = new Map<OrganizerId, readonly QueuedMail[]>()
  const organizers = await teamsEverywhereStore(db.q, db.kind).leftWithoutManager(user.id, `backend:${backend}`)
  if (organizers.length === 0) return letters
  const admins = await adminStore(db.q).recipients(MOST_TOLD)
  for (const { id, name, slug } of organizers) {
    const drawn = admins.map((admin) =>
      staffLetter(platform, {
        user: admin,
        topic: 'team.unmanaged',
        text: (part) => `teams:mail.unmanaged.${part}`,
        values: { organizer: name, person: displayName(user), backend },
        href: `${config.url}/control/organizer/${slug}/teams`,
      }),
    )
    letters.set(id, await Promise.all(drawn))
  }
  return letters
}
