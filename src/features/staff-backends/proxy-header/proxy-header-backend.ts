import proxyAddr from '@fastify/proxy-addr'
import type { Clock } from '../../../core/clock.ts'
import type { Outgoing } from '../../../platform/outgoing/types.ts'
import type { AuthBackend, BackendIdentity, BackendLog, BackendLogin, BackendRequest } from '../contract.ts'
import { normalizeEmail } from '../identity.ts'
import { readGroups } from '../shared/group-rules.ts'
import { type Asserted, isPlain, listOf, oneLine, SentTwice, textOf } from './asserted.ts'
import { type ConfigSurroundings, type ProxyHeaderConfig, proxyHeaderSchema } from './config.ts'
import { createDistrustLog, type DistrustLog } from './distrust-log.ts'
import { signatureProblem } from './signed-headers.ts'
import { assertedBy, createTokenReader, type TokenReader, tokenOf } from './signed-token.ts'
import { PROXY_TEXTS } from './texts.ts'

type Request = BackendRequest<ProxyHeaderConfig>
type Answer = Asserted | { readonly problem: string } | null

const MAX_IDENTIFIER_LENGTH = 190
const MAX_NAME_LENGTH = 250

interface ProxyHeaderDeps extends ConfigSurroundings {
  readonly outgoing: Outgoing
  readonly clock: Clock
  /** Those of the installation. */
  readonly trustedProxies: readonly string[]
}

/** The session of a proxy in front of this installation, which names the person in headers or in a signed token. */
export class ProxyHeaderBackend implements AuthBackend<ProxyHeaderConfig> {
  readonly identifier: string
  readonly verboseName = { en: 'Login of the proxy', de: 'Anmeldung am Proxy' }
  readonly visible = false
  readonly configSchema
  readonly #deps: ProxyHeaderDeps
  readonly #tokens: TokenReader
  readonly #distrust: DistrustLog

  constructor(identifier: string, deps: ProxyHeaderDeps) {
    this.identifier = identifier
    this.configSchema = proxyHeaderSchema(deps)
    this.#deps = deps
    this.#tokens = createTokenReader(deps)
    this.#distrust = createDistrustLog(deps.clock)
  }

  async requestAuthenticate(request: Request): Promise<BackendLogin | null> {
    const { config, peerAddress, log, refuse, user } = request
    if (!this.#isSent(request)) return null
    if (!this.#isTrusted(request)) {
      this.#distrust.write(log, peerAddress, 'the connection does not come from a trusted proxy')
      return null
    }
    const answer = await this.#asserted(request).catch((error: unknown) => {
      if (!(error instanceof SentTwice)) throw error
      this.#distrust.write(log, peerAddress, error.message)
      throw refuse(PROXY_TEXTS.twice)
    })
    if (answer === null) return null
    if ('problem' in answer) {
      this.#distrust.write(log, peerAddress, answer.problem)
      return null
    }
    const identity = identityOf(request, answer)
    if (user !== null && user.authBackendIdentifier !== identity.identifier) return null
    return {
      user: await request.users.getOrCreateForBackend(identity),
      secondFactorDone: config.secondFactorDone,
    }
  }

  logoutUrl({ config }: Request): string | null {
    return config.logoutUrl
  }

  async checkHealth({ config }: { readonly config: ProxyHeaderConfig; readonly log: BackendLog }): Promise<void> {
    if (!this.#hasProxies(config) && config.proof.kind === 'none') {
      throw new Error('no proxy is trusted and no signature is checked, so nobody is believed: set trusted_proxies')
    }
    if (config.proof.kind === 'jwt') await this.#tokens.check(config.proof)
  }

  #isSent({ config, headersDistinct }: Request): boolean {
    const { proof, headers } = config
    return headersDistinct[proof.kind === 'jwt' ? proof.header : headers.user] !== undefined
  }

  /** Signed values need no trusted address where none is named. */
  #isTrusted({ config, peerAddress, isFromTrustedProxy }: Request): boolean {
    if (!this.#hasProxies(config)) return config.proof.kind !== 'none'
    if (isFromTrustedProxy) return true
    return config.trustedProxies.length > 0 && isWithin(config.trustedProxies, peerAddress)
  }

  #hasProxies({ trustedProxies }: ProxyHeaderConfig): boolean {
    return trustedProxies.length > 0 || this.#deps.trustedProxies.length > 0
  }

  /** @throws SentTwice */
  async #asserted({ config, headersDistinct: lines }: Request): Promise<Answer> {
    const { proof, headers, separator } = config
    if (proof.kind === 'jwt') {
      const token = tokenOf(oneLine(lines, proof.header) ?? '', proof.header)
      if (!token) return { problem: `${proof.header} holds no token` }
      const read = await this.#tokens.read(token, proof)
      return 'problem' in read ? read : assertedBy(read.claims, proof.claims, separator)
    }
    const value = (name: string | null) => textOf((name === null ? null : oneLine(lines, name)) ?? '')
    const asserted = {
      identifier: value(headers.user),
      email: value(headers.email),
      name: value(headers.name),
      groups: listOf(value(headers.groups), separator),
    }
    const problem = proof.kind === 'hmac' ? signatureProblem(lines, headers, proof, this.#deps.clock.now()) : null
    if (problem !== null) return { problem }
    return asserted.identifier === '' ? null : asserted
  }
}

/** @throws the refusal with its reason */
function identityOf({ config, refuse }: Request, asserted: Asserted): BackendIdentity {
  const { identifier, name } = asserted
  const email = normalizeEmail(asserted.email)
  if (identifier === '' || identifier.length > MAX_IDENTIFIER_LENGTH || !isPlain(identifier)) {
    throw refuse(PROXY_TEXTS.noIdentifier)
  }
  if (email === null || !isPlain(email)) throw refuse(PROXY_TEXTS.noEmail)
  const { isAllowed, admin, teams } = readGroups(asserted.groups, config.rules)
  if (!isAllowed) throw refuse(PROXY_TEXTS.noGroup)
  const fullname = isPlain(name) ? name.slice(0, MAX_NAME_LENGTH) : ''
  return { identifier, email, setAlways: { ...(fullname !== '' && { fullname }), ...admin }, ...teams }
}

function isWithin(ranges: readonly string[], address: string): boolean {
  return address !== '' && proxyAddr.compile([...ranges])(address, 0)
}
