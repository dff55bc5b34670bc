import type { Organizer } from '../organizers/index.ts'

/** Where a registration comes from. */
export interface ChallengeClient {
  /** As attempts are counted: an IPv4 address, or the /64 network of an IPv6 one. */
  readonly address: string
  /** `192.0.2.0/24` or `2001:db8:1::/48`; a challenge counts only here. */
  readonly network: string
  /** Whether the address tells visitors apart; one of the own network is that of a proxy. */
  readonly isPublic: boolean
}

/** What a browser has to do before an account is created. */
export interface Challenge {
  /** Signed; to be sent back as it is. */
  readonly token: string
  /** So many bits of the digest have to be zero. */
  readonly bits: number
  /** How long somebody without JavaScript has to wait instead, in seconds. */
  readonly waitS: number
}

/** What a form brings back. */
export interface ChallengeAnswer {
  readonly token: string
  /** What the calculation found; "" where none was made. */
  readonly nonce: string
}

/**
 * `none`: nothing was asked for. `missing`: nothing came back. `early`: no calculation, and the waiting time is not over.
 * `stale`: too old, used before, from another network, or too easy by now.
 */
export type ChallengeOutcome =
  | { readonly kind: 'none' | 'passed' }
  | { readonly kind: 'missing' | 'stale' | 'wrong' }
  | { readonly kind: 'early'; readonly waitS: number }

/** A proof of work for registrations, made by this server alone. */
export interface RegistrationChallenge {
  /** What the form has to carry; null when nothing is asked for. */
  issue(organizer: Organizer, client: ChallengeClient): Promise<Challenge | null>
  /** The challenge of a form that is shown again; null when it would not count any more. */
  again(organizer: Organizer, client: ChallengeClient, token: string): Challenge | null
  /**
   * Checks and uses up what came back. To be asked before anything else is looked up.
   * @throws TooManyRequests where too many waited instead of calculating
   */
  check(organizer: Organizer, client: ChallengeClient, answer: ChallengeAnswer): Promise<ChallengeOutcome>
  /** Counts a registration, for the suspicion against later ones. */
  registered(organizer: Organizer, client: ChallengeClient): Promise<void>
}
