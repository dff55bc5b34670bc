import { FoyerError, InvalidInput } from '../../core/errors.ts'
import { hashSecret, randomSecret } from '../../core/random.ts'
import type { Platform } from '../../platform/platform.ts'
import { OAuthError } from '../../protocol/provider/errors.ts'
import type { AuditActor } from '../audit/index.ts'
import type { SsoClient, SsoClients } from '../sso-clients/index.ts'
import { clientInformation } from './answer.ts'
import { isSecret, readBearer, tokenRefused } from './bearer.ts'
import { fetchLogo } from './logo.ts'
import { inputOf } from './metadata/input.ts'
import { readMetadata } from './metadata/read.ts'
import { refuse, refuseInput } from './metadata/refusals.ts'
import { stateOf } from './rules.ts'
import { initialTokenStore } from './store.ts'
import type { InitialToken, RegistrationContext, Registrations } from './types.ts'

/** So many apps of one organizer register themselves. */
export const MOST_REGISTERED = 1000

const STATES = { expired: 'has expired', used_up: 'has no uses left' } as const

type Input = ReturnType<typeof inputOf>

export function createRegistrations(platform: Platform, { ssoClients }: { ssoClients: SsoClients }): Registrations {
  const { db, clock, random, log } = platform
  const english = platform.i18n.translator('en')

  async function initialTokenOf(context: RegistrationContext): Promise<InitialToken> {
    const hash = hashSecret(readBearer(context))
    const token = await initialTokenStore(db.q).byHash(context.organizer.id, hash)
    const state = token && stateOf(token, clock.now())
    if (token && state === 'live') return token
    throw tokenError(context, state === 'live' || state === null ? 'is unknown' : STATES[state])
  }

  /** The app whose registration the token of the request manages. */
  async function ownClient(context: RegistrationContext, clientId: string) {
    const registrationToken = readBearer(context)
    const client = await ssoClients.byClientId(context.organizer.id, clientId)
    if (!client || !isSecret(registrationToken, client.registrationTokenHash)) {
      throw tokenRefused(context.issuer, 'The registration access token does not belong to this client')
    }
    if (!client.isActive) throw new OAuthError('access_denied', 'This client is switched off', { status: 403 })
    return { client, registrationToken }
  }

  /** Settings that are refused are told in the words of the protocol. */
  async function told<T>(run: () => Promise<T>): Promise<T> {
    try {
      return await run()
    } catch (error) {
      throw error instanceof InvalidInput ? refuseInput(error, english) : error
    }
  }

  /** A use of the token for one client: put back when none came of it. */
  async function withUse<T>(context: RegistrationContext, { id }: InitialToken, run: () => Promise<T>): Promise<T> {
    const { organizer } = context
    if (!(await initialTokenStore(db.q).take(organizer.id, id, clock.now()))) {
      throw tokenError(context, STATES.used_up)
    }
    try {
      return await run()
    } catch (error) {
      await initialTokenStore(db.q).giveBack(organizer.id, id)
      throw error
    }
  }

  /** The client with the picture, or as it is when that is none. */
  async function withLogo(client: SsoClient, picture: Uint8Array | null, actor: AuditActor): Promise<SsoClient> {
    if (!picture) return client
    try {
      return await ssoClients.setLogo(client.organizerId, client.id, picture, actor)
    } catch (error) {
      if (!(error instanceof FoyerError)) throw error
      log.info({ err: error, client: client.clientId }, 'logo of a registering app not taken')
      return client
    }
  }

  return {
    async register(context, body) {
      const { organizer, issuer } = context
      const token = await initialTokenOf(context)
      const input = inputFor(context, body)
      if ((await initialTokenStore(db.q).countRegistered(organizer.id)) >= MOST_REGISTERED) {
        throw new OAuthError('access_denied', 'No more clients can register here', { status: 403 })
      }
      const registrationToken = randomSecret(random)
      const actor = { type: 'app', name: token.name } as const
      const { client, secret } = await withUse(context, token, () =>
        told(() =>
          ssoClients.create(
            organizer.id,
            { ...input, requirePkce: false, consent: 'once', registrationTokenHash: hashSecret(registrationToken) },
            actor,
          ),
        ),
      )
      const picture = await fetchLogo(platform, input.options.registered?.logoUri ?? null)
      const complete = await withLogo(client, picture, actor)
      return clientInformation({ issuer, client: complete, secret, registrationToken })
    },

    async read(context, clientId) {
      return clientInformation({ issuer: context.issuer, secret: null, ...(await ownClient(context, clientId)) })
    },

    async update(context, clientId, body) {
      const { client: before, registrationToken } = await ownClient(context, clientId)
      const input = inputFor(context, body, before)
      const actor = { type: 'app' } as const
      const { client, secret } = await told(() => ssoClients.update(before.organizerId, before.id, input, actor))
      const logoUri = input.options.registered?.logoUri ?? null
      const isSame = logoUri === (before.registered?.logoUri ?? null) && (before.logoHash !== null || logoUri === null)
      const bare =
        isSame || before.logoHash === null ? client : await ssoClients.removeLogo(client.organizerId, client.id, actor)
      const complete = await withLogo(bare, isSame ? null : await fetchLogo(platform, logoUri), actor)
      return clientInformation({ issuer: context.issuer, client: complete, secret, registrationToken })
    },

    async remove(context, clientId) {
      const { client } = await ownClient(context, clientId)
      await ssoClients.remove(client.organizerId, client.id, { type: 'app' })
    },
  }
}

/** @param before the client that the metadata replaces, which must be named: RFC 7592 2.2 */
function inputFor({ organizer }: RegistrationContext, body: string, before?: SsoClient): Input {
  const metadata = readMetadata(body)
  if (before && metadata.client_id !== before.clientId) throw refuse('client_id', 'must be that of this client')
  if (before && metadata.client_secret !== undefined && !isSecret(metadata.client_secret, before.secretHash)) {
    throw refuse('client_secret', 'must be that of this client, or be left out')
  }
  return inputOf(metadata, organizer.settings.sso_high_security || before?.isHighSecurity === true)
}

function tokenError({ issuer }: RegistrationContext, state: string): OAuthError {
  return tokenRefused(issuer, `The initial access token ${state}`)
}
