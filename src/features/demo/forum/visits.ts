import { randomBytes } from 'node:crypto'
import type { LoggedOut } from './logout-token.ts'
import type { Attempt, SignedIn } from './relying-party.ts'

/** One browser at the forum. */
export interface Visit {
  readonly id: string
  /** Logins that were begun, by their `state`. */
  readonly attempts: Map<string, Attempt>
  readonly member: SignedIn | null
}

const KEPT = 10_000
const ATTEMPTS_KEPT = 20

/** The sessions of the forum, in memory. */
export function createVisits() {
  const visits = new Map<string, Visit>()

  function add(content: Omit<Visit, 'id'>): Visit {
    if (visits.size >= KEPT) visits.clear()
    const visit = { ...content, id: randomBytes(32).toString('base64url') }
    visits.set(visit.id, visit)
    return visit
  }

  return {
    find: (id: string | undefined): Visit | undefined => visits.get(id ?? ''),
    start: (): Visit => add({ attempts: new Map(), member: null }),
    addAttempt({ attempts }: Visit, attempt: Attempt): void {
      if (attempts.size >= ATTEMPTS_KEPT) attempts.clear()
      attempts.set(attempt.state, attempt)
    },
    /** A new name with each login, so that nobody can have known it before. */
    signIn(visit: Visit, member: SignedIn): Visit {
      visits.delete(visit.id)
      return add({ ...visit, member })
    },
    /** Who was signed in, if anybody. */
    end(visit: Visit | undefined): SignedIn | null {
      visits.delete(visit?.id ?? '')
      return visit?.member ?? null
    },
    /** Ends one login at the shop, or, without `sid`, every login of the person. Back-Channel Logout 1.0, 2.7. */
    endLogins({ sid, sub }: LoggedOut): void {
      for (const [id, { member }] of visits) {
        const claims = member?.idTokenClaims
        if (claims && (sid === null ? claims.sub === sub : claims.sid === sid)) visits.delete(id)
      }
    },
  }
}
