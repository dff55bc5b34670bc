import { z } from 'zod'
import { MINUTE } from '../../core/clock.ts'
import { hashSecret, randomSecret } from '../../core/random.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Organizer } from '../organizers/index.ts'

export const CHALLENGE_LIFETIME_MS = 10 * MINUTE
const PURPOSE = 'registration challenge'
const MAX_TOKEN = 400

const bodySchema = z.object({
  organizer: z.string(),
  network: z.string(),
  bits: z.int().min(1).max(32),
  waitS: z.int().min(0),
  madeAt: z.int(),
  id: z.string(),
})

export type TokenBody = z.infer<typeof bodySchema>

/** Makes and reads the signed text of a challenge. */
export function createTokens({ secrets, random, clock }: Pick<Platform, 'secrets' | 'random' | 'clock'>) {
  return {
    make(organizer: Organizer, network: string, work: Pick<TokenBody, 'bits' | 'waitS'>): string {
      const made = {
        organizer: organizer.id,
        network: hashSecret(network),
        madeAt: clock.now(),
        id: randomSecret(random),
      }
      const body = Buffer.from(JSON.stringify({ ...made, ...work })).toString('base64url')
      return `${body}.${secrets.mac(body, PURPOSE)}`
    },

    /** What a token says; null when it was not made here, for this organizer and network, or is too old. */
    read(organizer: Organizer, network: string, token: string): TokenBody | null {
      const [body = '', mac = ''] = token.split('.')
      if (token.length > 2 * MAX_TOKEN || !secrets.checkMac(body, PURPOSE, mac)) return null
      const parsed = bodySchema.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString()))
      if (!parsed.success) return null
      const { data } = parsed
      const isHere = data.organizer === organizer.id && data.network === hashSecret(network)
      return isHere && clock.now() < data.madeAt + CHALLENGE_LIFETIME_MS ? data : null
    },
  }
}
