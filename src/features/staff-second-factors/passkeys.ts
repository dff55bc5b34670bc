import type { FastifyReply, FastifyRequest } from 'fastify'
import { newId, type PasskeyId, type UserId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import {
  registrationOptions,
  requestOptions,
  verifyAssertion,
  verifyRegistration,
} from '../../platform/factors/ceremonies.ts'
import { readAssertion, readRegistration } from '../../platform/factors/credential-json.ts'
import { type RelyingParty, relyingPartyOf } from '../../platform/factors/relying-party.ts'
import type { Platform } from '../../platform/platform.ts'
import { displayName, type Staff, type User } from '../staff/index.ts'
import type { Challenges } from './challenges.ts'
import type { ChangeContext, MakeChange } from './changes.ts'
import { makeCodesIfNone } from './recovery-codes.ts'
import { factorStore } from './store/factors.ts'
import { passkeyStore } from './store/passkeys.ts'
import { MAX_DEVICES } from './totp.ts'
import type { ChallengePurpose } from './types.ts'

type ProofPurpose = Exclude<ChallengePurpose, 'register'>

export type Added =
  | { readonly kind: 'added'; readonly name: string; readonly codes: readonly string[] | null }
  /** `expired`: no challenge waited. `known`: the device has one for an account here. */
  | { readonly kind: 'expired' | 'wrong' | 'known' | 'too_many' }

export type Proven =
  | {
      readonly kind: 'proven'
      readonly user: User
      /** Notes the use; false when the counter went back, as that of a copy would. */
      readonly use: (q: Database) => Promise<boolean>
    }
  /** Of this account, if it is known whose passkey it was. */
  | { readonly kind: 'refused'; readonly user: User | null }

/** Passkeys and security keys: WebAuthn credentials, for the host of this installation. */
export interface Passkeys {
  /** Null where browsers offer no passkeys. */
  readonly rp: RelyingParty | null
  /** The options for a new passkey, as JSON. */
  askForNew(request: FastifyRequest, reply: FastifyReply, rp: RelyingParty, user: User): Promise<object>
  /** @param credential JSON of the browser's answer */
  add(request: FastifyRequest, context: ChangeContext, given: { credential: string; name: string }): Promise<Added>
  /** The options to prove one: of this user, or with null of anybody. */
  askFor(
    request: FastifyRequest,
    reply: FastifyReply,
    rp: RelyingParty,
    asked: { purpose: ProofPurpose; userId: UserId | null },
  ): Promise<object>
  /** Checks the browser's answer. Whatever comes of it, its challenge does not count again. */
  prove(request: FastifyRequest, purpose: ProofPurpose, credential: string): Promise<Proven>
}

interface Deps {
  readonly staff: Pick<Staff, 'users'>
  readonly challenges: Challenges
  readonly change: MakeChange
}

export function createPasskeys(platform: Platform, { staff, challenges, change }: Deps): Passkeys {
  const { db, clock, random, config } = platform
  const rp = relyingPartyOf({ origin: config.url })

  return {
    rp,

    async askForNew(request, reply, party, user) {
      const known = await passkeyStore(db.q).list(user.id)
      const challenge = await challenges.begin(request, reply, 'register', user.id)
      const person = { id: user.id, account: user.email, name: displayName(user) }
      return registrationOptions(party, config.instanceName, person, known, challenge, 'preferred')
    },

    async add(request, context, { credential, name }) {
      const { user } = context
      const taken = await challenges.take(request, 'register')
      if (rp === null || taken?.userId !== user.id) return { kind: 'expired' }
      const response = readRegistration(credential)
      const made = response && (await verifyRegistration(rp, taken.challenge, response, 'preferred'))
      if (!response || !made) return { kind: 'wrong' }
      const row = {
        user_id: user.id,
        id: newId<PasskeyId>(random),
        credential_id: made.credential.id,
        public_key: made.credential.publicKey,
        sign_count: made.credential.counter,
        transports: (response.response.transports ?? []).join(' '),
        aaguid: made.aaguid,
        name,
        is_backed_up: made.credentialBackedUp,
        created_at: clock.now(),
        last_used_at: null,
      }
      const detail = { device: name, device_type: 'webauthn' }
      const told = { action: 'pretix.user.settings.2fa.device.added', tells: 'webauthnAdded', name, detail } as const
      let isFull = false
      const added = await change(context, { ...told, endsSessions: true }, async (q, note) => {
        const { length } = await factorStore(q).devices(user.id)
        isFull = length >= MAX_DEVICES
        if (isFull || !(await passkeyStore(q).insert(row))) return null
        if (length === 0) note('pretix.user.settings.2fa.enabled')
        return { codes: await makeCodesIfNone(q, platform, user.id) }
      })
      if (added) return { kind: 'added', name, codes: added.codes }
      return { kind: isFull ? 'too_many' : 'known' }
    },

    async askFor(request, reply, party, { purpose, userId }) {
      const passkeys = userId === null ? null : await passkeyStore(db.q).list(userId)
      const challenge = await challenges.begin(request, reply, purpose, userId)
      return requestOptions(party, challenge, { passkeys, verifies: purpose !== 'second_step' })
    },

    async prove(request, purpose, credential) {
      const taken = await challenges.take(request, purpose)
      const response = readAssertion(credential)
      if (rp === null || taken === null || response === null) return { kind: 'refused', user: null }
      const passkey = await passkeyStore(db.q).byCredential(response.id)
      const user = passkey && (await staff.users.byId(passkey.userId))
      if (!passkey || !user || !isFor(user.id, taken.userId, response.response.userHandle)) {
        return { kind: 'refused', user: null }
      }
      const verifies = purpose !== 'second_step'
      const proof = await verifyAssertion(rp, taken.challenge, passkey, response, { verifies })
      if (!proof) return { kind: 'refused', user }
      const { count, isBackedUp } = proof
      const use = (q: Database) => passkeyStore(q).use(passkey.id, { count, isBackedUp, now: clock.now() })
      return { kind: 'proven', user, use }
    },
  }
}

/** A credential that names no account is good for a second step only: WebAuthn Level 3, 7.2 step 6. */
function isFor(owner: UserId, wanted: UserId | null, userHandle: string | undefined): boolean {
  const named = userHandle === undefined ? null : Buffer.from(userHandle, 'base64url').toString()
  if (named !== null && named !== owner) return false
  return wanted === null ? named !== null : wanted === owner
}
