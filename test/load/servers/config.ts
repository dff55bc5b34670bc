/** The configuration that the benchmark sends to a server program once it runs. */
export function receiveConfig<T>(): Promise<T> {
  process.on('disconnect', () => process.exit())
  process.once('SIGTERM', () => process.exit())
  return new Promise((resolve) => process.once('message', (config) => resolve(config as T)))
}

/** Paths of a server program that are its own choice. */
export const PATHS = { authorize: '/authorize', token: '/token', userinfo: '/userinfo', jwks: '/jwks' }

/** The part of a discovery document that the load client reads. */
export function discoveryDocument(origin: string): Record<string, string> {
  return {
    issuer: origin,
    authorization_endpoint: origin + PATHS.authorize,
    token_endpoint: origin + PATHS.token,
    userinfo_endpoint: origin + PATHS.userinfo,
    jwks_uri: origin + PATHS.jwks,
  }
}
