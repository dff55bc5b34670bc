import { type ApiTokenId, newOrderedId, type UserId } from '../../core/ids.ts'
import { hashSecret } from '../../core/random.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit } from '../audit/index.ts'
import type { Organizer } from '../organizers/index.ts'
import { covers, type Editor, MoreThanOwn, type Team, type Teams } from '../teams/index.ts'
import { looksLikeToken, newTokenSecret, stateOf, tidyToken, USE_STEP_MS } from './rules.ts'
import { apiTokenSecretStore, apiTokenStore } from './store.ts'
import type { ApiToken, ApiTokenInput, FoundToken } from './types.ts'

/** Keys with which programs use the API in the name of a team. */
export interface ApiTokens {
  /** Newest first; revoked ones stay listed. */
  list(team: Team): Promise<ApiToken[]>
  byId(team: Team, id: ApiTokenId): Promise<ApiToken | null>
  /**
   * The secret is answered here and nowhere else.
   * @param createdBy whose account the token hangs on: it is revoked with it
   * @throws InvalidInput; MoreThanOwn for a team that may do more than the editor
   */
  create(
    team: Team,
    input: ApiTokenInput,
    editor: Editor,
    createdBy: UserId | null,
  ): Promise<{ token: ApiToken; secret: string }>
  /** It stops working at once. Nothing happens to one that was revoked before. @throws MoreThanOwn */
  revoke(team: Team, token: ApiToken, editor: Editor): Promise<void>
  /** The token of a secret, when it works; its use is noted, at most once a minute. */
  find(secret: string): Promise<FoundToken | null>
}

interface Deps {
  readonly audit: Audit
  readonly teams: Pick<Teams, 'manage'>
}

export function createApiTokens(
  { db, clock, random }: Pick<Platform, 'db' | 'clock' | 'random'>,
  { audit, teams }: Deps,
): ApiTokens {
  async function refuseMore(team: Team, editor: Editor): Promise<void> {
    const organizer: Pick<Organizer, 'id'> = { id: team.organizerId }
    if (!covers(await teams.manage.reach(organizer, editor), team)) throw new MoreThanOwn()
  }

  return {
    list: (team) => apiTokenStore(db.q).list(team.organizerId, team.id),
    byId: (team, id) => apiTokenStore(db.q).byId(team.organizerId, team.id, id),

    async create(team, given, editor, createdBy) {
      const now = clock.now()
      const { name, expiresAt } = tidyToken(given, now)
      await refuseMore(team, editor)
      const secret = newTokenSecret(random)
      const { organizerId, id: teamId } = team
      const id = newOrderedId<ApiTokenId>(random, now)
      const hint = secret.slice(-4)
      await db.transaction(async (q) => {
        await apiTokenStore(q).insert(organizerId, {
          id,
          team_id: teamId,
          name,
          token_hash: hashSecret(secret),
          hint,
          created_by: createdBy,
          created_at: now,
          expires_at: expiresAt,
          last_used_at: null,
          revoked_at: null,
        })
        await audit.record(q, organizerId, {
          action: 'pretix.team.token.created',
          actor: editor.actor,
          object: { type: 'team', id: teamId, name: team.name },
          after: { name, date_end: expiresAt === null ? null : new Date(expiresAt).toISOString() },
        })
      })
      const made = { createdBy, createdAt: now, expiresAt, lastUsedAt: null, revokedAt: null }
      return { secret, token: { organizerId, teamId, id, name, hint, ...made } }
    },

    async revoke(team, { id, name }, editor) {
      await refuseMore(team, editor)
      await db.transaction(async (q) => {
        if (!(await apiTokenStore(q).revoke(team.organizerId, id, clock.now()))) return
        await audit.record(q, team.organizerId, {
          action: 'pretix.team.token.deleted',
          actor: editor.actor,
          object: { type: 'team', id: team.id, name: team.name },
          before: { name },
        })
      })
    },

    async find(secret) {
      if (!looksLikeToken(secret)) return null
      const hash = hashSecret(secret)
      const token = await apiTokenSecretStore(db.q).byHash(hash)
      const now = clock.now()
      if (!token || stateOf(token, now) !== 'active') return null
      const team = await teams.manage.byId({ id: token.organizerId }, token.teamId)
      if (!team) return null
      if (token.lastUsedAt === null || now - token.lastUsedAt >= USE_STEP_MS) {
        await apiTokenSecretStore(db.q).touch(hash, now, now - USE_STEP_MS)
      }
      return { token, team }
    },
  }
}
