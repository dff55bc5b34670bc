import { HOUR, MINUTE, SECOND } from '../../core/clock.ts'
import { hashSecret } from '../../core/random.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Limiter } from '../../platform/throttle/throttle.ts'
import type { Organizer } from '../organizers/index.ts'
import { isProof } from './rules/proof-of-work.ts'
import { isEnough, SUSPICIOUS_COUNTS, type Suspicion, type SuspicionScope, workFor } from './rules/suspicion.ts'
import { CHALLENGE_LIFETIME_MS, createTokens, type TokenBody } from './signed-token.ts'
import { usedChallengeStore } from './store.ts'
import type { Challenge, ChallengeAnswer, ChallengeClient, ChallengeOutcome, RegistrationChallenge } from './types.ts'

const LEVELS = [3, 2, 1] as const
const NONCE = /^[0-9]{1,15}$/

/** So many in ten minutes may wait instead of calculating: at one address, and behind a proxy that hides the addresses. */
const WAITED_POINTS = 5
const WAITED_BEHIND_PROXY_POINTS = 30

export function createRegistrationChallenge(
  platform: Pick<Platform, 'db' | 'clock' | 'random' | 'secrets' | 'throttle'>,
): RegistrationChallenge {
  const { db, clock, throttle } = platform
  const tokens = createTokens(platform)
  const waited = throttle.define('registration-waited', { points: WAITED_POINTS, windowS: (10 * MINUTE) / SECOND })
  const waitedBehind = throttle.define('registration-waited-behind-proxy', {
    points: WAITED_BEHIND_PROXY_POINTS,
    windowS: (10 * MINUTE) / SECOND,
  })
  const counters = defineCounters(platform)

  /** The keys under which registrations are counted; behind a proxy only the organizer's tells something. */
  function keysOf(organizer: Organizer, { address, network, isPublic }: ChallengeClient) {
    return [
      ...(isPublic ? [['address', address] as const, ['network', network] as const] : []),
      ['organizer', organizer.id] as const,
    ]
  }

  async function suspicion(organizer: Organizer, client: ChallengeClient): Promise<Suspicion> {
    for (const level of LEVELS) {
      for (const [scope, key] of keysOf(organizer, client)) {
        if (await counters[scope][level].isBlocked(key)) return level
      }
    }
    return 0
  }

  /** Null when this organizer asks nothing of this registration. */
  async function demanded(organizer: Organizer, client: ChallengeClient): Promise<Suspicion | null> {
    const { customer_accounts_registration_challenge: setting } = organizer.settings
    if (setting === 'off') return null
    const level = await suspicion(organizer, client)
    return setting === 'suspicion' && level === 0 ? null : level
  }

  /** By its id, as one signature can be written in more than one way. */
  function useUp(organizer: Organizer, { madeAt, id }: TokenBody): Promise<boolean> {
    const expiresAt = madeAt + CHALLENGE_LIFETIME_MS
    return usedChallengeStore(db.q).insert(organizer.id, hashSecret(`registration ${id}`), expiresAt)
  }

  function flawIn({ token, nonce }: ChallengeAnswer, { madeAt, waitS, bits }: TokenBody): ChallengeOutcome | null {
    if (nonce !== '') return NONCE.test(nonce) && isProof(token, nonce, bits) ? null : { kind: 'wrong' }
    const left = Math.ceil((madeAt + waitS * SECOND - clock.now()) / SECOND)
    return left > 0 ? { kind: 'early', waitS: left } : null
  }

  const asChallenge = (token: string, { bits, waitS }: TokenBody): Challenge => ({ token, bits, waitS })

  return {
    async issue(organizer, client) {
      const level = await demanded(organizer, client)
      if (level === null) return null
      const work = workFor(level)
      return { token: tokens.make(organizer, client.network, work), ...work }
    },

    again(organizer, client, token) {
      const body = tokens.read(organizer, client.network, token)
      return body && asChallenge(token, body)
    },

    async check(organizer, client, { token, nonce }) {
      const level = await demanded(organizer, client)
      if (level === null) return { kind: 'none' }
      if (token === '') return { kind: 'missing' }
      const body = tokens.read(organizer, client.network, token)
      if (!body || !isEnough(body.bits, level)) return { kind: 'stale' }
      const flaw = flawIn({ token, nonce }, body)
      if (flaw) return flaw
      if (!(await useUp(organizer, body))) return { kind: 'stale' }
      if (nonce === '') await (client.isPublic ? waited.consume(client.address) : waitedBehind.consume(organizer.id))
      return { kind: 'passed' }
    },

    async registered(organizer, client) {
      for (const [scope, key] of keysOf(organizer, client)) {
        for (const level of LEVELS) await counters[scope][level].penalty(key)
      }
    },
  }
}

type Counters = Readonly<Record<SuspicionScope, Readonly<Record<(typeof LEVELS)[number], Limiter>>>>

function defineCounters({ throttle }: Pick<Platform, 'throttle'>): Counters {
  const windowS = HOUR / SECOND
  const of = (scope: SuspicionScope) => {
    const limiter = (level: (typeof LEVELS)[number]) =>
      throttle.define(`registrations-${scope}-${level}`, { points: SUSPICIOUS_COUNTS[scope][level], windowS })
    return { 1: limiter(1), 2: limiter(2), 3: limiter(3) }
  }
  return { address: of('address'), network: of('network'), organizer: of('organizer') }
}
