import { SAML, SamlStatusError, ValidateInResponseTo } from '@node-saml/node-saml'
import { SECOND } from '../../../core/clock.ts'
import type { Random } from '../../../core/random.ts'
import type { AuthBackend, BackendAnswer, BackendLogin, BackendRequest } from '../contract.ts'
import { readGroups } from '../shared/group-rules.ts'
import { readAssertion, type VerifiedAssertion } from './assertion.ts'
import { type SamlConfig, samlConfigSchema } from './config.ts'
import { missing, REFUSALS } from './texts.ts'

type Request = BackendRequest<SamlConfig>

const TRANSIENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient'
const MAX_ANSWER_CHARACTERS = 400_000

/** Login at a SAML 2.0 identity provider: request by redirect, signed answer by POST, both checked by `node-saml`. */
export class SamlBackend implements AuthBackend<SamlConfig> {
  readonly identifier: string
  readonly verboseName = 'SAML'
  readonly configSchema
  readonly #random: Random

  constructor(identifier: string, { random, folder }: { readonly random: Random; readonly folder: string }) {
    this.identifier = identifier
    this.configSchema = samlConfigSchema(folder)
    this.#random = random
  }

  /** The request carries an ID that only the answer to it repeats, and `RelayState` leads back to it. */
  async beginLogin(request: Request): Promise<string> {
    const requestId = `_${Buffer.from(this.#random.bytes(20)).toString('hex')}`
    const relayState = await request.attempts.start({ request_id: requestId })
    const saml = provider(request, requestId)
    return saml.getAuthorizeUrlAsync(relayState, undefined, {})
  }

  async handleCallback(request: Request): Promise<BackendLogin> {
    const { form, attempts, refuse } = request
    const attempt = await attempts.take(form.RelayState)
    const requestId = attempt?.data.request_id
    if (typeof requestId !== 'string') throw refuse(REFUSALS.attemptGone)
    return this.#login(request, await verified(request, requestId))
  }

  metadata(request: Request): BackendAnswer {
    const body = provider(request, '_metadata').generateServiceProviderMetadata(null)
    return { status: 200, type: 'application/samlmetadata+xml', body }
  }

  logoutUrl({ config }: Request): string | null {
    return config.logout_url ?? null
  }

  async #login(request: Request, assertion: VerifiedAssertion): Promise<BackendLogin> {
    const { config, refuse, users } = request
    const identifier = identifierOf(assertion, config)
    if (identifier === null) throw refuse(missing(config.identifier_attribute ?? 'NameID'))
    const [email, ...more] = assertion.values(config.email_attribute)
    if (email === undefined || more.length > 0) throw refuse(missing(config.email_attribute))
    if (request.user !== null && request.user.authBackendIdentifier !== identifier) throw refuse(REFUSALS.anotherPerson)
    const groups = config.groups_attribute === undefined ? [] : assertion.values(config.groups_attribute)
    const mean = readGroups(groups, config)
    if (!mean.isAllowed) throw refuse(REFUSALS.noGroup)
    const fullname = config.name_attributes.flatMap((name) => assertion.values(name).slice(0, 1)).join(' ')
    const setAlways = { ...(fullname !== '' && { fullname: fullname.slice(0, 250) }), ...mean.admin }
    const { authnContext, sessionIndex } = assertion
    return {
      user: await users.getOrCreateForBackend({ identifier, email, setAlways, ...mean.teams }),
      secondFactorDone: authnContext !== null && config.second_factor.includes(authnContext),
      ...(sessionIndex !== undefined && { session: { id: sessionIndex } }),
    }
  }
}

/** The name of a person that stays; a transient NameID is none (SAML Core 8.3.8). */
function identifierOf(assertion: VerifiedAssertion, config: SamlConfig): string | null {
  const attribute = config.identifier_attribute
  if (attribute === undefined) {
    return assertion.nameId === '' || assertion.nameIdFormat === TRANSIENT ? null : assertion.nameId
  }
  const values = assertion.values(attribute)
  return values.length === 1 ? (values[0] ?? null) : null
}

/** @throws what `refuse` makes, when the answer is not a signed one to this very request */
async function verified(request: Request, requestId: string): Promise<VerifiedAssertion> {
  const { form, log, refuse } = request
  const answer = form.SAMLResponse ?? ''
  try {
    if (answer === '' || answer.length > MAX_ANSWER_CHARACTERS) throw new Error('there is no SAMLResponse')
    const { profile } = await provider(request, requestId).validatePostResponseAsync({ SAMLResponse: answer })
    if (profile === null) throw new Error('the answer holds no assertion')
    const assertion = readAssertion(profile)
    checkAddressee(assertion, request, requestId)
    return assertion
  } catch (error) {
    log.warn({ err: error }, 'an answer of the identity provider was refused')
    throw refuse(error instanceof SamlStatusError ? REFUSALS.denied : REFUSALS.badAnswer)
  }
}

/** SAML Profiles 4.1.4.3: by the provider that we asked, to us, in answer to this request. @throws Error */
function checkAddressee(assertion: VerifiedAssertion, { config, callbackUrl }: Request, requestId: string): void {
  if (assertion.issuer !== config.idp_entity_id) throw new Error(`the issuer is ${assertion.issuer}`)
  if (assertion.recipient !== callbackUrl) throw new Error(`the recipient is ${assertion.recipient}`)
  if (assertion.inResponseTo !== requestId) throw new Error('the assertion answers another request, or none')
}

/** A service provider that knows one request. */
function provider({ config, callbackUrl, purpose }: Request, requestId: string): SAML {
  const startedAt = new Date().toISOString()
  const known = async (id: string) => (id === requestId ? startedAt : null)
  return new SAML({
    entryPoint: config.entry_point,
    idpIssuer: config.idp_entity_id,
    idpCert: [...config.certificates],
    issuer: config.entity_id ?? new URL('metadata', callbackUrl).href,
    audience: config.entity_id ?? new URL('metadata', callbackUrl).href,
    callbackUrl,
    identifierFormat: config.name_id_format,
    disableRequestedAuthnContext: true,
    forceAuthn: purpose === 'reauthentication',
    acceptedClockSkewMs: config.clock_skew_s * SECOND,
    wantAssertionsSigned: true,
    wantAuthnResponseSigned: config.require_signed_response,
    signatureAlgorithm: 'sha256',
    digestAlgorithm: 'sha256',
    ...(config.private_key_file !== undefined && { privateKey: config.private_key_file }),
    ...(config.decryption_key_file !== undefined && { decryptionPvk: config.decryption_key_file }),
    generateUniqueId: () => requestId,
    validateInResponseTo: ValidateInResponseTo.always,
    cacheProvider: {
      saveAsync: async (_key, value) => ({ value, createdAt: Date.now() }),
      getAsync: known,
      removeAsync: async (id) => id,
    },
  })
}
