import { request } from 'node:http'
import type { TestServer } from './server.ts'
import { type BackendFolder, configuredBackends } from './staff.ts'

/** What a proxy sends about Ann, by the names of the preset `authelia`. */
export const ANN_HEADERS = {
  'remote-user': 'ann',
  'remote-email': 'ann@example.org',
  'remote-name': 'Ann Example',
  'remote-groups': 'staff,box office',
}

/** A configuration with the native backend and a proxy; without settings, everybody on this machine is the proxy. */
export function proxyFolder(toml = '', trusted: readonly string[] = ['127.0.0.1']): BackendFolder {
  const section = `[auth.proxy-header]\npreset = "authelia"\ntrusted_proxies = ${JSON.stringify(trusted)}\n${toml}`
  return configuredBackends({ native: null, 'proxy-header': null }, section)
}

/** Asks with header lines exactly as given; fetch would join those with one name. Answers the status. */
export function rawGet(foyer: TestServer, path: string, headers: Record<string, string | string[]>): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  request(new URL(path, foyer.url), { headers }, (response) => {
    response.resume()
    resolve(response.statusCode ?? 0)
  })
    .on('error', reject)
    .end()
  return promise
}
