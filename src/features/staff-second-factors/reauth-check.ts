import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Database } from '../../platform/db/db.ts'
import { clientAddress } from '../../platform/http/client-address.ts'
import type { User } from '../staff/index.ts'
import type { StaffSecondFactors } from './staff-second-factors.ts'

/** A passkey of the person who is logged in, instead of the way of their backend, with its holder verified. */
export function passkeyReauthentication(factors: Pick<StaffSecondFactors, 'of' | 'passkeys' | 'throttles'>) {
  const { passkeys, throttles } = factors
  return {
    /** Whether this user has one that counts here. */
    async isOffered(user: User): Promise<boolean> {
      if (passkeys.rp === null) return false
      const { devices } = await factors.of(user.id)
      return devices.some(({ type }) => type === 'webauthn')
    },

    /** What the browser has to answer. @throws TooManyRequests */
    async options(request: FastifyRequest, reply: FastifyReply, user: User): Promise<object> {
      await throttles.passkey(clientAddress(request))
      if (passkeys.rp === null) return {}
      return passkeys.askFor(request, reply, passkeys.rp, { purpose: 'reauthentication', userId: user.id })
    },

    /**
     * Checks the browser's answer; its challenge does not count again.
     * @param credential JSON of the browser's answer
     * @returns null when it is wrong or of somebody else; else what notes the use in the caller's transaction, and answers false
     * when it must not count
     * @throws TooManyRequests
     */
    async prove(
      request: FastifyRequest,
      user: User,
      credential: string,
    ): Promise<((q: Database) => Promise<boolean>) | null> {
      await throttles.passkey(clientAddress(request))
      const proven = await passkeys.prove(request, 'reauthentication', credential)
      return proven.kind === 'proven' && proven.user.id === user.id ? proven.use : null
    },
  }
}
