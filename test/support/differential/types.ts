/** Apps that both providers know. */
export const CLIENTS = ['confidential', 'strict', 'public', 'front'] as const
export type ClientName = (typeof CLIENTS)[number]

export interface KnownClient {
  readonly id: string
  /** Empty for the public one. */
  readonly secret: string
}

/** What is done to a good request. Values may hold `{placeholders}`, which each provider fills in with its own. */
export interface Change {
  /** `null` leaves the parameter out. */
  readonly set?: readonly (readonly [name: string, value: string | null])[]
  /** Sends the parameter a second time with this value. */
  readonly repeat?: readonly [name: string, value: string]
  /** Added to the query or the form as it is. */
  readonly raw?: string
}

export interface AuthorizationCase {
  readonly kind: 'authorization'
  readonly client: ClientName
  readonly method: 'GET' | 'POST'
  readonly isLoggedIn: boolean
  readonly fields: Readonly<Record<string, string>>
  readonly changes: readonly Change[]
}

/** How a client says who it is; all but the first three are wrong in some way. */
export const AUTHENTICATIONS = [
  'basic',
  'post',
  'id only',
  'nothing',
  'basic and post',
  'basic with a wrong secret',
  'post with a wrong secret',
  'basic in lower case',
  'basic without colon',
  'basic that is no base64',
  'basic with an empty secret',
  'basic of an unknown client',
  'basic with broken escapes',
  'basic beside the id of another client',
  'bearer',
] as const
export type Authentication = (typeof AUTHENTICATIONS)[number]

export interface TokenCase {
  readonly kind: 'token'
  readonly client: ClientName
  readonly grant: 'authorization_code' | 'refresh_token'
  readonly authentication: Authentication
  readonly hasChallenge: boolean
  readonly isOffline: boolean
  /** The code or refresh token was issued to this client. */
  readonly owner: ClientName
  /** It was used before. */
  readonly isReused: boolean
  readonly changes: readonly Change[]
}

export type Case = AuthorizationCase | TokenCase

/** A code to be issued. */
export interface CodeRequest {
  readonly client: ClientName
  readonly scope: string
  readonly hasChallenge: boolean
}

/** A provider with a person who is logged in, as tests call it. */
export interface Side {
  readonly name: string
  readonly authorizationUrl: string
  readonly tokenUrl: string
  readonly clients: Readonly<Record<ClientName, KnownClient>>
  /** The `Cookie` header of the person's browser. */
  readonly cookie: string
  /** ID tokens by the name under which requests mention them. */
  readonly idTokens: Readonly<Record<string, string>>
  newCode(request: CodeRequest): Promise<string>
  /** Which page the browser is sent to, when it is one of the provider's own. */
  pageAt(location: string): 'login' | 'consent' | null
}
