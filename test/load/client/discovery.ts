/** Where a provider's endpoints are: paths and queries, but for the keys. */
export interface Endpoints {
  readonly origin: string
  readonly issuer: string
  readonly authorize: string
  readonly token: string
  readonly userinfo: string
  readonly jwksUri: string
}

/** Reads the discovery document of an issuer. */
export async function discover(issuer: string): Promise<Endpoints> {
  const response = await fetch(`${issuer}/.well-known/openid-configuration`)
  if (response.status !== 200) throw new Error(`discovery at ${issuer} answered ${response.status}`)
  const document = (await response.json()) as Record<string, unknown>
  const url = (name: string): URL => new URL(String(document[name]))
  const path = (name: string): string => url(name).pathname
  return {
    origin: url('authorization_endpoint').origin,
    issuer: String(document.issuer),
    authorize: path('authorization_endpoint'),
    token: path('token_endpoint'),
    userinfo: path('userinfo_endpoint'),
    jwksUri: url('jwks_uri').href,
  }
}
