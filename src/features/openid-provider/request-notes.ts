import type { CustomerSessionId, OrganizerId } from '../../core/ids.ts'
import type { SecretBox } from '../../platform/crypto/secret-box.ts'
import type { ConsentDecision } from '../../protocol/provider/authorization/types.ts'
import { ACCOUNT_PARAMETER, createConsentMarkers, DECISION_PARAMETER } from './consent-marker.ts'
import { createLoginMarkers, MARKER_PARAMETER } from './login-marker.ts'

/** What happened on the way of an authorization request through our pages. */
export interface RequestNotes {
  /** When the login was asked for, in ms. */
  readonly began: number | null
  readonly decision: ConsentDecision | null
  /** The person goes on with the account that is logged in. */
  readonly hasChosenAccount?: boolean
}

/** Whose request it is, and the session of the person if there is one. */
export interface NoteContext {
  readonly organizerId: OrganizerId
  readonly session: CustomerSessionId | null
  /** In ms. */
  readonly now: number
}

export interface NoteBook {
  /** Takes the notes out of the parameters; those that are not to be believed are forgotten. */
  take(params: URLSearchParams, context: NoteContext): RequestNotes
  /** The parameters with these notes. A decision needs a session. */
  add(params: URLSearchParams, notes: RequestNotes, context: NoteContext): URLSearchParams
}

export function createNoteBook(secrets: Pick<SecretBox, 'mac' | 'checkMac'>): NoteBook {
  const logins = createLoginMarkers(secrets)
  const consents = createConsentMarkers(secrets)

  return {
    take(params, { organizerId, session, now }) {
      const login = takeOnly(params, MARKER_PARAMETER)
      const answer = takeOnly(params, DECISION_PARAMETER)
      const account = takeOnly(params, ACCOUNT_PARAMETER)
      const read = (note: string | null) =>
        note === null || session === null ? null : consents.read({ organizerId, session, params }, note, now)
      const decision = read(answer)
      return {
        began: login === null ? null : logins.read(organizerId, params, login, now),
        decision: decision === 'chosen' ? null : decision,
        ...(read(account) === 'chosen' && { hasChosenAccount: true }),
      }
    },
    add(params, { began, decision, hasChosenAccount = false }, { organizerId, session, now }) {
      const noted = new URLSearchParams(params)
      if (began !== null) noted.append(MARKER_PARAMETER, logins.write(organizerId, params, began))
      if (decision !== null && session !== null) {
        noted.append(DECISION_PARAMETER, consents.write({ organizerId, session, params }, decision, now))
      }
      if (hasChosenAccount && session !== null) {
        noted.append(ACCOUNT_PARAMETER, consents.write({ organizerId, session, params }, 'chosen', now))
      }
      return noted
    },
  }
}

/** Of several notes of a kind none is believed. */
function takeOnly(params: URLSearchParams, name: string): string | null {
  if (!params.has(name)) return null
  const values = params.getAll(name)
  params.delete(name)
  return values.length === 1 ? (values[0] ?? null) : null
}
