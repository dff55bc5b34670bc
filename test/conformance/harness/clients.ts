import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import { PARTY } from './browser.ts'
import { form, jsonOf, send } from './http.ts'
import { Failure, type Run } from './run.ts'

/** A client of the relying party. */
export interface Client {
  readonly clientId: string
  readonly secret: string
  readonly redirectUri: string
  readonly auth: Run['variant']['clientAuth']
  /** The private key of clients that sign. */
  readonly key: ClientKey | null
  /** What the registration answered; empty for static clients. */
  readonly registration: Readonly<Record<string, unknown>>
}

export interface ClientKey {
  readonly kid: string
  readonly privateKey: KeyObject
  readonly publicJwk: Readonly<Record<string, unknown>>
}

export const ALL_SCOPES = 'openid profile email phone address offline_access'

export function newClientKey(): ClientKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const kid = randomUUID()
  return { kid, privateKey, publicJwk: { ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' } }
}

/** Where the browser comes back to: one address for all modules, so that they can share the static clients. */
export const CALLBACK = `${PARTY}/test/a/foyer/callback`

/** Where the browser comes back to after a logout. */
export const FAREWELL = `${PARTY}/test/a/foyer/post_logout_redirect`

/** A client of its own for this module: registered by the command line or by itself, as the variant says. */
export function newClient(run: Run, wishes: ClientWishes = {}): Promise<Client> {
  if (run.variant.clientRegistration === 'dynamic_client') return dynamicClient(run, wishes)
  const isShared = Object.keys(wishes).every((name) => name === 'auth' || name === 'isSecond')
  return isShared ? sharedClient(run, wishes) : staticClient(run, wishes)
}

const shared = new Map<string, Promise<Client>>()

/** The few static clients that the plans ask for: one of each method, and a second one. */
function sharedClient(run: Run, wishes: ClientWishes): Promise<Client> {
  const name = `${run.foyer.issuer} ${wishes.auth ?? run.variant.clientAuth} ${wishes.isSecond === true}`
  const client = shared.get(name) ?? staticClient(run, { ...wishes, postLogoutRedirectUri: FAREWELL })
  shared.set(name, client)
  return client
}

export interface ClientWishes {
  readonly auth?: Client['auth']
  /** Another client than the first one of the same kind. */
  readonly isSecond?: boolean
  readonly redirectUris?: readonly string[]
  readonly postLogoutRedirectUri?: string
  readonly backchannelLogoutUri?: string
  readonly frontchannelLogoutUri?: string
  /** More members of the registration request; only for clients that register themselves. */
  readonly metadata?: Readonly<Record<string, unknown>>
  readonly key?: ClientKey
}

async function staticClient(run: Run, wishes: ClientWishes): Promise<Client> {
  const redirectUris = wishes.redirectUris ?? [CALLBACK]
  const auth = wishes.auth ?? run.variant.clientAuth
  const flag = (name: string, value: string | undefined) => (value === undefined ? [] : [name, value])
  const made = await run.foyer.command(
    ...['client', 'create', '--organizer', 'acme', '--name', `Suite ${run.alias}`, '--type', 'confidential'],
    ...redirectUris.flatMap((uri) => ['--redirect-uri', uri]),
    ...['--response-types', 'code,id_token,id_token token,code id_token,code token,code id_token token'],
    ...['--scopes', ALL_SCOPES.replaceAll(' ', ','), '--pkce', 'optional', '--auth-method', auth],
    ...flag('--post-logout-redirect-uri', wishes.postLogoutRedirectUri),
    ...flag('--backchannel-logout-uri', wishes.backchannelLogoutUri),
    ...flag('--frontchannel-logout-uri', wishes.frontchannelLogoutUri),
  )
  return {
    clientId: String(made.client_id),
    secret: String(made.client_secret ?? ''),
    redirectUri: redirectUris[0] ?? '',
    auth,
    key: null,
    registration: {},
  }
}

const initialTokens = new Map<string, Promise<string>>()

function initialTokenOf({ foyer }: Run): Promise<string> {
  const flags = ['--organizer', 'acme', '--name', 'Suite', '--uses', '1000', '--days', '1']
  const token =
    initialTokens.get(foyer.issuer) ??
    foyer.command('registration-token', 'create', ...flags).then(({ token }) => String(token))
  initialTokens.set(foyer.issuer, token)
  return token
}

/** A registration request as it is sent, with its answer. */
export async function register(run: Run, metadata: Readonly<Record<string, unknown>>) {
  return send(String(run.metadata.registration_endpoint), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await initialTokenOf(run)}` },
    body: JSON.stringify(metadata),
  })
}

/** The members of a registration request for this run, before `wishes.metadata`. */
export function registrationOf(run: Run, wishes: ClientWishes): Record<string, unknown> {
  const { responseType } = run.variant
  const grants = [
    ...(responseType.includes('code') ? ['authorization_code', 'refresh_token'] : []),
    ...(/token/.test(responseType) ? ['implicit'] : []),
  ]
  return {
    client_name: `Suite ${run.alias}`,
    redirect_uris: wishes.redirectUris ?? [CALLBACK],
    response_types: [responseType],
    grant_types: grants,
    token_endpoint_auth_method: wishes.auth ?? run.variant.clientAuth,
    ...(wishes.postLogoutRedirectUri && { post_logout_redirect_uris: [wishes.postLogoutRedirectUri] }),
    ...(wishes.backchannelLogoutUri && {
      backchannel_logout_uri: wishes.backchannelLogoutUri,
      backchannel_logout_session_required: true,
    }),
    ...(wishes.frontchannelLogoutUri && {
      frontchannel_logout_uri: wishes.frontchannelLogoutUri,
      frontchannel_logout_session_required: true,
    }),
  }
}

async function dynamicClient(run: Run, wishes: ClientWishes): Promise<Client> {
  const auth = wishes.auth ?? run.variant.clientAuth
  const key = wishes.key ?? (auth === 'private_key_jwt' ? newClientKey() : null)
  const jwks = key && !wishes.metadata?.jwks_uri ? { jwks: { keys: [key.publicJwk] } } : {}
  const answer = await register(run, { ...registrationOf(run, wishes), ...jwks, ...wishes.metadata })
  const registration = jsonOf(answer)
  if (answer.status !== 201 || !registration)
    throw new Failure(`registration answered ${answer.status}: ${answer.text}`)
  const uris = registration.redirect_uris as string[]
  return {
    clientId: String(registration.client_id),
    secret: String(registration.client_secret ?? ''),
    redirectUri: uris[0] ?? '',
    auth,
    key,
    registration,
  }
}

/** A request to the token endpoint (or one that authenticates the client alike), in the client's own manner. */
export async function asClient(
  run: Run,
  client: Client,
  fields: Readonly<Record<string, string>>,
  endpoint = String(run.metadata.token_endpoint),
  audience = endpoint,
) {
  if (client.auth === 'client_secret_post') {
    return send(endpoint, form({ ...fields, client_id: client.clientId, client_secret: client.secret }))
  }
  if (client.auth === 'private_key_jwt' && client.key) {
    const assertion = await new SignJWT({})
      .setProtectedHeader({ alg: 'RS256', kid: client.key.kid })
      .setIssuer(client.clientId)
      .setSubject(client.clientId)
      .setAudience(audience)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime('1m')
      .sign(client.key.privateKey)
    const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
    return send(endpoint, form({ ...fields, client_assertion_type: type, client_assertion: assertion }))
  }
  const pair = `${encodeURIComponent(client.clientId)}:${encodeURIComponent(client.secret)}`
  return send(endpoint, form(fields, { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }))
}
