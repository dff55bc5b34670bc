import { MINUTE } from '../../core/clock.ts'
import type { CustomerSessionId, OrganizerId } from '../../core/ids.ts'
import type { SecretBox } from '../../platform/crypto/secret-box.ts'
import { authorizationFingerprint } from '../../protocol/provider/authorization/fingerprint.ts'
import type { ConsentDecision } from '../../protocol/provider/authorization/types.ts'
import { CLOCK_SKEW_MS } from './login-marker.ts'

/** The parameter of an authorization request that carries the decision; not part of the protocol. */
export const DECISION_PARAMETER = 'consent_decision'

const PURPOSE = 'consent'
const LIFETIME_MS = 10 * MINUTE

/** What a decision belongs to: nobody else's, and no other request. */
export interface DecisionContext {
  readonly organizerId: OrganizerId
  readonly session: CustomerSessionId
  /** The request without notes. */
  readonly params: URLSearchParams
}

/** A signed note in an authorization request that says what the person answered on the consent page. */
export interface ConsentMarkers {
  /** @param now in ms */
  write(context: DecisionContext, decision: ConsentDecision, now: number): string
  /** null for a forged note, for one of another session or request, and for one older than ten minutes. */
  read(context: DecisionContext, marker: string, now: number): ConsentDecision | null
}

export function createConsentMarkers(secrets: Pick<SecretBox, 'mac' | 'checkMac'>): ConsentMarkers {
  const subject = ({ organizerId, session, params }: DecisionContext, decision: ConsentDecision, at: number) =>
    `${organizerId} ${session} ${decision} ${at} ${authorizationFingerprint(params)}`

  return {
    write(context, decision, now) {
      return `${decision}.${now}.${secrets.mac(subject(context, decision, now), PURPOSE)}`
    },
    read(context, marker, now) {
      const [, word, instant, mac] = /^(allowed|denied)\.(\d{1,15})\.([\w-]{43})$/.exec(marker) ?? []
      if (instant === undefined || mac === undefined) return null
      const decision: ConsentDecision = word === 'allowed' ? 'allowed' : 'denied'
      const at = Number(instant)
      if (at > now + CLOCK_SKEW_MS || now - at > LIFETIME_MS) return null
      return secrets.checkMac(subject(context, decision, at), PURPOSE, mac) ? decision : null
    },
  }
}
