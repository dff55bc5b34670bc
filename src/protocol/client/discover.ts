import { createLocalJWKSet, type JSONWebKeySet } from 'jose'
import * as openid from 'openid-client'
import { type Clock, SECOND } from '../../core/clock.ts'
import type { Outgoing } from '../../platform/outgoing/types.ts'
import { tracedCalls } from './call-trace.ts'
import { clientAuthOf } from './client-auth.ts'
import { CLOCK_SKEW_S } from './clock-skew.ts'
import type { CallOptions, Connection } from './connection.ts'
import { ProviderProblem } from './errors.ts'
import { checkedMetadata, checkOptions } from './metadata.ts'
import { outgoingFetch } from './outgoing-fetch.ts'
import { problemOf } from './problem-of.ts'
import { createProviderKeys } from './provider-keys.ts'
import type { ClientSettings, Trace } from './types.ts'

export interface ConnectionDeps {
  readonly outgoing: Outgoing
  readonly clock: Clock
  /** Hears of the calls for description and keys. */
  readonly trace?: Trace | undefined
}

/** What was stored of a provider. */
export interface StoredConnection {
  /** `metadata` of the connection that was stored. */
  readonly metadata: unknown
  /** ms */
  readonly readAt: number
  /** `keys.known()` of the connection that was stored, and when that was, in ms. */
  readonly keys?: { readonly keys: JSONWebKeySet; readonly at: number } | undefined
}

/**
 * Asks a provider for its description, OpenID Connect Discovery 1.0 section 4, and checks it. Its keys are not fetched yet:
 * `keys.reload()` does.
 * @throws ProviderProblem
 */
export async function discover(settings: ClientSettings, deps: ConnectionDeps): Promise<Connection> {
  checkOptions(null, settings)
  const { issuer } = settings
  const onCall = tracedCalls(deps.trace, issuer)
  try {
    const client = await openid.discovery(issuerUrl(issuer), settings.clientId, undefined, openid.None(), {
      [openid.customFetch]: outgoingFetch(deps.outgoing, { onCall }),
      ...insecure(issuer),
    })
    return await connectionFrom(settings, { metadata: client.serverMetadata(), readAt: deps.clock.now() }, deps)
  } catch (error) {
    throw problemOf(error, 'discovery', issuer)
  }
}

/** A connection from what is known of the provider; calls nobody. @throws ProviderProblem when that is not enough */
export async function connectionFrom(
  settings: ClientSettings,
  stored: StoredConnection,
  deps: ConnectionDeps,
): Promise<Connection> {
  const metadata = checkedMetadata(stored.metadata, settings)
  const auth = await clientAuthOf(settings, metadata.token_endpoint_auth_methods_supported)

  function clientFor({ now, trace }: CallOptions): openid.Configuration {
    const skew = now === undefined ? 0 : Math.round((now - Date.now()) / SECOND)
    const times = { [openid.clockSkew]: skew, [openid.clockTolerance]: CLOCK_SKEW_S }
    const client = new openid.Configuration(metadata, settings.clientId, times, auth)
    client[openid.customFetch] = outgoingFetch(deps.outgoing, {
      onCall: tracedCalls(trace, settings.issuer, metadata),
    })
    if (isPlain(settings.issuer)) openid.allowInsecureRequests(client)
    return client
  }

  return {
    settings,
    metadata,
    readAt: stored.readAt,
    client: clientFor({}),
    clientFor,
    keys: createProviderKeys({ clock: deps.clock, kept: stored.keys, fetchKeys: () => fetchKeys(metadata, deps) }),
  }
}

/** @throws ProviderProblem */
async function fetchKeys(metadata: openid.ServerMetadata, { outgoing, trace }: ConnectionDeps): Promise<JSONWebKeySet> {
  const onCall = tracedCalls(trace, metadata.issuer, metadata)
  try {
    const headers = { accept: 'application/json, application/jwk-set+json' }
    const answer = await outgoingFetch(outgoing, { onCall })(metadata.jwks_uri ?? '', { headers })
    if (answer.status !== 200) throw new TypeError('no keys', { cause: answer })
    const keys = jsonOf(await answer.text(), answer) as JSONWebKeySet
    createLocalJWKSet(keys)
    if (keys.keys.length === 0) throw new ProviderProblem('keys_missing', { detail: { endpoint: 'jwks_uri' } })
    return keys
  } catch (error) {
    throw problemOf(error, 'keys', metadata.issuer)
  }
}

function jsonOf(text: string, cause: Response): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new TypeError('no JSON', { cause })
  }
}

/** @throws ProviderProblem */
function issuerUrl(issuer: string): URL {
  const url = URL.parse(issuer)
  if (url !== null && ['https:', 'http:'].includes(url.protocol) && !/[?#]/.test(issuer)) return url
  throw new ProviderProblem('option_missing', { detail: { option: 'issuer' } })
}

function insecure(issuer: string): openid.DiscoveryRequestOptions {
  return isPlain(issuer) ? { execute: [openid.allowInsecureRequests] } : {}
}

/** Reached without TLS, which the guard of outgoing calls allowed or will refuse. */
function isPlain(issuer: string): boolean {
  return issuer.startsWith('http:')
}
