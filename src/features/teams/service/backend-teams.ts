import type { OrganizerId, TeamId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { Audit } from '../../audit/index.ts'
import type { Organizers } from '../../organizers/index.ts'
import type { User } from '../../staff/index.ts'
import { teamsEverywhereStore } from '../store/across.ts'
import { teamStore } from '../store/teams.ts'
import type { MemberSource } from '../types.ts'
import type { TeamChanges } from './changes.ts'
import { noteLastManager } from './keep-a-manager.ts'
import { unmanagedLetters } from './unmanaged-letters.ts'

/** A team as a backend names it: the short form of its organizer, and its name. */
interface NamedTeam {
  readonly organizer: string
  readonly team: string
}

interface Grant {
  readonly organizerId: OrganizerId
  readonly teamId: TeamId
  readonly teamName: string
}

interface Deps {
  readonly audit: Audit
  readonly organizers: Pick<Organizers, 'bySlug'>
  readonly changes: TeamChanges
}

type Wanted = ReadonlyMap<OrganizerId, ReadonlySet<string>>

/**
 * How a backend puts people into teams: afterwards its user is in exactly the teams that it names, as far as the backend
 * granted them. What people granted stays. Teams that do not exist are passed over and logged. The backend may take the last
 * person away who manages the teams: it is the operator's word who works here. The history says so then, and the
 * administrators of the installation are told.
 */
export function createBackendTeams(
  platform: Pick<Platform, 'db' | 'log' | 'mailer' | 'outbox' | 'config' | 'i18n'>,
  { audit, organizers, changes }: Deps,
) {
  const { db, log, mailer, outbox } = platform

  async function wantedBy(backend: string, teams: readonly NamedTeam[]): Promise<Wanted> {
    const wanted = new Map<OrganizerId, Set<string>>()
    for (const { organizer: slug, team } of teams) {
      const organizer = await organizers.bySlug(slug)
      if (!organizer) log.warn({ backend, organizer: slug, team }, 'the backend names an unknown organizer')
      else wanted.set(organizer.id, (wanted.get(organizer.id) ?? new Set()).add(team))
    }
    return wanted
  }

  /** What there is and what the backend names, read in one go. */
  async function compare(q: Database, user: User, backend: string, wanted: Wanted) {
    const granted = await teamsEverywhereStore(q, db.kind).grantedBy(user.id, `backend:${backend}`)
    const missing: Grant[] = []
    const unknown: { organizerId: OrganizerId; team: string }[] = []
    const isGranted = (id: TeamId) => granted.some(({ teamId }) => teamId === id)
    for (const [organizerId, names] of wanted) {
      for (const name of names) {
        const team = await teamStore(q).byName(organizerId, name)
        if (!team) unknown.push({ organizerId, team: name })
        else if (!isGranted(team.id)) missing.push({ organizerId, teamId: team.id, teamName: team.name })
      }
    }
    const former = granted.filter(({ organizerId, teamName }) => !wanted.get(organizerId)?.has(teamName))
    return { granted, missing, former, unknown }
  }

  return async function assignTeams(user: User, backend: string, teams: readonly NamedTeam[]): Promise<void> {
    const wanted = await wantedBy(backend, teams)
    const now = await compare(db.q, user, backend, wanted)
    for (const { organizerId, team } of now.unknown) {
      log.warn({ backend, organizer: organizerId, team }, 'the backend names an unknown team')
    }
    if (now.missing.length === 0 && now.former.length === 0) return
    const source: MemberSource = `backend:${backend}`
    const by = { actor: { type: 'system' }, detail: { auth_backend: backend } } as const
    const letters = await unmanagedLetters(platform, user, backend)
    const lost = await db.transaction(async (q) => {
      const store = teamsEverywhereStore(q, db.kind)
      await store.lockUser(user.id)
      const granted = await store.grantedBy(user.id, source)
      const names = new Map(granted.map(({ organizerId, organizerName }) => [organizerId, organizerName]))
      const touched = [...new Set([...wanted.keys(), ...names.keys()])]
      const watched = touched.map((id) => ({ id, name: names.get(id) ?? '' }))
      const unmanaged = await noteLastManager(q, { kind: db.kind, audit }, watched, by, async () => {
        const { missing, former } = await compare(q, user, backend, wanted)
        for (const { organizerId, teamId, teamName } of former) {
          await changes.removeMember(q, { organizerId, id: teamId, name: teamName }, user, { ...by, source })
        }
        for (const { organizerId, teamId, teamName } of missing) {
          await changes.addMember(q, { organizerId, id: teamId, name: teamName }, user, { ...by, source })
        }
      })
      for (const { id } of unmanaged) for (const letter of letters.get(id) ?? []) await mailer.queue(q, letter)
      return unmanaged
    })
    if (lost.length === 0) return
    log.warn({ backend, organizers: lost.map(({ id }) => id) }, 'the backend took away the last manager of the teams')
    outbox.wake()
  }
}
