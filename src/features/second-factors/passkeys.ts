import type { FastifyReply, FastifyRequest } from 'fastify'
import { type CustomerId, newId, type OrganizerId, type PasskeyId } from '../../core/ids.ts'
import { authenticatorName } from '../../platform/factors/authenticators.ts'
import {
  registrationOptions,
  requestOptions,
  verifyAssertion,
  verifyRegistration,
} from '../../platform/factors/ceremonies.ts'
import { readAssertion, readRegistration } from '../../platform/factors/credential-json.ts'
import { cleanName, freeName } from '../../platform/factors/factor-name.ts'
import { type RelyingParty, relyingPartyOf } from '../../platform/factors/relying-party.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit } from '../audit/index.ts'
import { type Customer, type Customers, customerObject } from '../customers/index.ts'
import type { Organizer } from '../organizers/index.ts'
import type { Challenges } from './challenges.ts'
import type { ChangeContext, MakeChange } from './changes.ts'
import { makeCodesIfNone } from './recovery-codes.ts'
import { isLastRequired, usable } from './rules/second-step.ts'
import { factorStore } from './store/factors.ts'
import { passkeyStore } from './store/passkeys.ts'
import type { ChallengePurpose, Passkey } from './types.ts'

const MAX_PASSKEYS = 20

export type Added =
  | { readonly kind: 'added'; readonly name: string; readonly codes: readonly string[] | null }
  /** `expired`: no challenge waited. `known`: the device has one for this account. */
  | { readonly kind: 'expired' | 'wrong' | 'known' | 'too_many' }

export type Proven =
  | { readonly kind: 'proven'; readonly customer: Customer; readonly isUserVerified: boolean }
  | { readonly kind: 'refused' }

export type Removed = 'removed' | 'gone' | 'last_required'

/** Passkeys: WebAuthn credentials that name their account and verify its holder. */
export interface Passkeys {
  list(organizerId: OrganizerId, customerId: CustomerId): Promise<Passkey[]>
  byId(organizerId: OrganizerId, customerId: CustomerId, id: PasskeyId): Promise<Passkey | null>
  /** The options for a new passkey at the address of the request, as JSON. */
  askForNew(request: FastifyRequest, reply: FastifyReply, rp: RelyingParty, customer: Customer): Promise<object>
  /** @param credential JSON of the browser's answer. @param name as typed */
  add(
    request: FastifyRequest,
    context: ChangeContext,
    given: { credential: string; name: string; isFirstFactor?: boolean },
  ): Promise<Added>
  /** The options to prove one: of this customer, or with null of anybody. */
  askFor(
    request: FastifyRequest,
    reply: FastifyReply,
    rp: RelyingParty,
    asked: { purpose: Exclude<ChallengePurpose, 'register'>; customerId: CustomerId | null },
  ): Promise<object>
  /** Checks the browser's answer. Notes the use, and in the history what an honest passkey would not do. */
  prove(request: FastifyRequest, purpose: Exclude<ChallengePurpose, 'register'>, credential: string): Promise<Proven>
  rename(context: ChangeContext, passkey: Passkey, name: string): Promise<boolean>
  remove(context: ChangeContext, passkey: Passkey): Promise<Removed>
}

interface Deps {
  readonly audit: Audit
  readonly customers: Customers
  readonly challenges: Challenges
  readonly change: MakeChange
}

export function createPasskeys(platform: Platform, { audit, customers, challenges, change }: Deps): Passkeys {
  const { db, clock, random, metrics } = platform

  async function refuse(organizer: Organizer, customer: Customer | null, reason: 'wrong_passkey' | 'passkey_counter') {
    metrics.login('customer', 'failed', customer ? reason : 'unknown_passkey')
    if (customer) {
      const object = customerObject(customer)
      const entry = {
        action: 'foyer.customer.login.failed',
        actor: { type: 'system' },
        object,
        detail: { reason },
      } as const
      await audit.record(db.q, organizer.id, entry)
    }
    return { kind: 'refused' } as const
  }

  return {
    list: (organizerId, customerId) => passkeyStore(db.q).list(organizerId, customerId),
    byId: (organizerId, customerId, id) => passkeyStore(db.q).byId(organizerId, customerId, id),

    async askForNew(request, reply, rp, customer) {
      const { organizer, site } = request
      const known = await passkeyStore(db.q).list(organizer.id, customer.id)
      const account = customer.email ?? customer.identifier
      const user = {
        id: customer.id,
        account: site.base === '' ? account : `${account} (${organizer.name})`,
        name: customer.name || account,
      }
      const challenge = await challenges.begin(request, reply, 'register', customer.id)
      return registrationOptions(
        rp,
        organizer.name,
        user,
        known.filter(({ rpId }) => rpId === rp.id),
        challenge,
      )
    },

    async add(request, context, { credential, name: typed, isFirstFactor = false }) {
      const { organizer, customer } = context
      const rp = relyingPartyOf(request.site)
      const taken = await challenges.take(request, 'register')
      if (rp === null || taken === null || taken.customerId !== customer.id) return { kind: 'expired' }
      const response = readRegistration(credential)
      const made = response && (await verifyRegistration(rp, taken.challenge, response))
      if (!response || !made) return { kind: 'wrong' }
      const known = await passkeyStore(db.q).list(organizer.id, customer.id)
      if (known.length >= MAX_PASSKEYS) return { kind: 'too_many' }
      const name =
        cleanName(typed) ||
        freeName(authenticatorName(made.aaguid) ?? 'Passkey', new Set(known.map((passkey) => passkey.name)))
      const row = {
        customer_id: customer.id,
        id: newId<PasskeyId>(random),
        credential_id: made.credential.id,
        public_key: made.credential.publicKey,
        sign_count: made.credential.counter,
        rp_id: rp.id,
        transports: (response.response.transports ?? []).join(' '),
        aaguid: made.aaguid,
        name,
        is_backed_up: made.credentialBackedUp,
        created_at: clock.now(),
        last_used_at: null,
      }
      const told = { action: 'foyer.customer.passkey.added', tells: 'passkeyAdded', endsSessions: true } as const
      const added = await change(context, { ...told, detail: { passkey: name } }, async (q) => {
        if (isFirstFactor && (await factorStore(q).hasOne(organizer, customer.id))) return null
        if (!(await passkeyStore(q).insert(organizer.id, row))) return null
        const codes = await makeCodesIfNone(q, platform, organizer, customer.id)
        return { codes }
      })
      return added ? { kind: 'added', name, codes: added.codes } : { kind: 'known' }
    },

    async askFor(request, reply, rp, { purpose, customerId }) {
      const { organizer } = request
      const passkeys = customerId === null ? null : await passkeyStore(db.q).list(organizer.id, customerId)
      const challenge = await challenges.begin(request, reply, purpose, customerId)
      const here = passkeys?.filter(({ rpId }) => rpId === rp.id) ?? null
      return requestOptions(rp, challenge, { passkeys: here, verifies: purpose !== 'second_step' })
    },

    async prove(request, purpose, credential) {
      const { organizer } = request
      const rp = relyingPartyOf(request.site)
      const taken = await challenges.take(request, purpose)
      const response = readAssertion(credential)
      if (rp === null || taken === null || response === null) return refuse(organizer, null, 'wrong_passkey')
      const passkey = await passkeyStore(db.q).byCredential(organizer.id, response.id)
      const customer = passkey && (await customers.byId(organizer.id, passkey.customerId))
      if (!passkey || !customer || !isFor(customer, taken.customerId, response.response.userHandle)) {
        return refuse(organizer, null, 'wrong_passkey')
      }
      const verifies = purpose !== 'second_step'
      const proof =
        passkey.rpId === rp.id && (await verifyAssertion(rp, taken.challenge, passkey, response, { verifies }))
      if (!proof) return refuse(organizer, customer, 'wrong_passkey')
      const use = { count: proof.count, now: clock.now(), isBackedUp: proof.isBackedUp }
      if (!(await passkeyStore(db.q).use(organizer.id, passkey.id, use))) {
        return refuse(organizer, customer, 'passkey_counter')
      }
      return { kind: 'proven', customer, isUserVerified: proof.isUserVerified }
    },

    async rename(context, passkey, typed) {
      const { organizer, customer } = context
      const name = cleanName(typed)
      if (name === '' || name === passkey.name) return name !== ''
      const detail = { passkey: name, former_name: passkey.name }
      const renamed = await change(context, { action: 'foyer.customer.passkey.renamed', detail }, async (q) =>
        (await passkeyStore(q).rename(organizer.id, customer.id, passkey.id, name)) ? true : null,
      )
      return renamed !== null
    },

    async remove(context, passkey) {
      const { organizer, customer } = context
      let isLast = false
      const told = { action: 'foyer.customer.passkey.removed', tells: 'passkeyRemoved', endsSessions: true } as const
      const removed = await change(context, { ...told, detail: { passkey: passkey.name } }, async (q) => {
        const { passkeys, ...others } = await factorStore(q).all(organizer.id, customer.id)
        const left = usable({ ...others, passkeys: passkeys.filter(({ id }) => id !== passkey.id) })
        isLast = isLastRequired(organizer.settings, left)
        if (isLast || !(await passkeyStore(q).remove(organizer.id, customer.id, passkey.id))) return null
        if (!left.passkeys && !left.totp) await factorStore(q).removeAll(organizer.id, customer.id, { passkeys: true })
        return true
      })
      return removed ? 'removed' : isLast ? 'last_required' : 'gone'
    },
  }
}

/** A passkey without a user handle was made for a second step only and names no account: WebAuthn Level 3, 7.2 step 6. */
function isFor(customer: Customer, wanted: CustomerId | null, userHandle: string | undefined): boolean {
  const named = userHandle === undefined ? null : Buffer.from(userHandle, 'base64url').toString()
  if (named !== null && named !== customer.id) return false
  return wanted === null ? named !== null && customer.mergedInto === null : wanted === customer.id
}
