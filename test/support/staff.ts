import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clock } from '../../src/core/clock.ts'
import type { User } from '../../src/features/staff/index.ts'
import type { BrowserClient } from './client.ts'
import { parse } from './html.ts'
import type { TestServer } from './server.ts'

export const PASSWORD = 'correct horse 12'

/** A native staff account with `PASSWORD`. */
export function staffUser(foyer: TestServer, email: string, options: { isAdmin?: boolean } = {}): Promise<User> {
  return foyer.features.staff.users.createUser({ email, password: PASSWORD, ...options }, { type: 'system' })
}

/** A browser that is logged in to the back office. */
export async function staffClient(foyer: TestServer, email: string): Promise<BrowserClient> {
  const client = foyer.client()
  const answer = await client.submit('/control/login', { email, password: PASSWORD })
  if (answer.status !== 303) throw new Error(`${email} could not log in: ${answer.status}`)
  return client
}

/** The text of the page without its frame. */
export function mainText(html: string): string {
  return parse(html).text('main') ?? ''
}

/** A clock that a test moves. */
export function movableClock(): Clock & { advance(ms: number): void } {
  let ahead = 0
  return {
    now: () => Date.now() + ahead,
    advance(ms) {
      ahead += ms
    },
  }
}

export interface BackendFolder extends Disposable {
  /** For `startFoyer`: names the configuration in this folder. */
  readonly env: Record<string, string>
}

/**
 * A configuration that names these staff backends, in this order.
 * @param modules source of an ES module by file name; a name without one is built in
 */
export function configuredBackends(modules: Readonly<Record<string, string | null>>, toml = ''): BackendFolder {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-plugins-'))
  const names = Object.entries(modules).map(([name, source]) => {
    if (source === null) return name
    const file = join(folder, `${name}.mjs`)
    writeFileSync(file, source)
    return file
  })
  const config = join(folder, 'foyer.toml')
  writeFileSync(config, `auth_backends = ${JSON.stringify(names)}\n${toml}`)
  return {
    env: { FOYER_CONFIG: config },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** A form, as a plugin writes it: any user name with the password "sesame". */
export const FORM_BACKEND = `export default class AcmeBackend {
  identifier = 'acme'
  verboseName = 'Acme login'
  get loginFormFields() {
    return { username: { label: 'User name', type: 'text' }, password: { label: 'Password', type: 'password' } }
  }
  async formAuthenticate(request, form) {
    if (form.password !== 'sesame') return null
    return request.users.getOrCreateForBackend({
      identifier: form.username,
      email: form.username + '@acme.example',
      setAlways: { fullname: form.username },
    })
  }
}`

/** An external session: a header that names the person, believed from trusted proxies only; `state` is the way back. */
export const HEADER_BACKEND = `export default {
  identifier: 'proxy',
  verboseName: 'Proxy',
  visible: false,
  async requestAuthenticate(request) {
    const email = request.headers['x-login-email']
    if (!request.isFromTrustedProxy || !email) return null
    return request.users.getOrCreateForBackend({ identifier: email, email })
  },
  getNextUrl: (request) => request.query.state ?? request.query.next,
}`

/** A redirect: the address comes from its own section of the configuration. */
export const REDIRECT_BACKEND = `export default {
  identifier: 'company',
  verboseName: { en: 'Company login', de: 'Firmenlogin' },
  authenticationUrl: (request) => request.config.url + '?for=' + request.purpose,
}`
