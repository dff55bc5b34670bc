import { MINUTE } from '../../core/clock.ts'
import type { CustomerSessionId, OrganizerId } from '../../core/ids.ts'
import type { SecretBox } from '../../platform/crypto/secret-box.ts'
import { authorizationFingerprint } from '../../protocol/provider/authorization/fingerprint.ts'
import type { ConsentDecision } from '../../protocol/provider/authorization/types.ts'
import { CLOCK_SKEW_MS } from './login-marker.ts'

/** The parameters of an authorization request that carry an answer; not part of the protocol. */
export const DECISION_PARAMETER = 'consent_decision'
export const ACCOUNT_PARAMETER = 'account_decision'

/** What somebody answered on our pages: to the question of consent, or to the one with which account to go on. */
export type PersonsAnswer = ConsentDecision | 'chosen'

const PURPOSE = 'consent'
const ANSWERS: readonly PersonsAnswer[] = ['allowed', 'denied', 'chosen']
const LIFETIME_MS = 10 * MINUTE

/** What a decision belongs to: nobody else's, and no other request. */
export interface DecisionContext {
  readonly organizerId: OrganizerId
  readonly session: CustomerSessionId
  /** The request without notes. */
  readonly params: URLSearchParams
}

/** A signed note in an authorization request that says what the person answered. */
export interface ConsentMarkers {
  /** @param now in ms */
  write(context: DecisionContext, answer: PersonsAnswer, now: number): string
  /** null for a forged note, for one of another session or request, and for one older than ten minutes. */
  read(context: DecisionContext, marker: string, now: number): PersonsAnswer | null
}

export function createConsentMarkers(secrets: Pick<SecretBox, 'mac' | 'checkMac'>): ConsentMarkers {
  const subject = ({ organizerId, session, params }: DecisionContext, answer: PersonsAnswer, at: number) =>
    `${organizerId} ${session} ${answer} ${at} ${authorizationFingerprint(params)}`

  return {
    write(context, answer, now) {
      return `${answer}.${now}.${secrets.mac(subject(context, answer, now), PURPOSE)}`
    },
    read(context, marker, now) {
      const [, word, instant, mac] = /^([a-z]+)\.(\d{1,15})\.([\w-]{43})$/.exec(marker) ?? []
      const answer = ANSWERS.find((known) => known === word)
      if (answer === undefined || instant === undefined || mac === undefined) return null
      const at = Number(instant)
      if (at > now + CLOCK_SKEW_MS || now - at > LIFETIME_MS) return null
      return secrets.checkMac(subject(context, answer, at), PURPOSE, mac) ? answer : null
    },
  }
}
