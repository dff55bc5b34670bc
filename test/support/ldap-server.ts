import { readFileSync } from 'node:fs'
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { createSecureContext, TLSSocket } from 'node:tls'
import ldapjs from 'ldapjs'

const START_TLS = '1.3.6.1.4.1.1466.20037'
const CHAIN_RULE = /^\(member:1\.2\.840\.113556\.1\.4\.1941:=(.*)\)$/
const certificate = (name: string) => readFileSync(new URL(`tls/${name}.pem`, import.meta.url))

/** The authority that signed the certificate of the test servers, for `localhost` and `127.0.0.1`. */
export const CA_FILE = new URL('tls/ca.pem', import.meta.url).pathname

export const BASE = 'dc=example,dc=org'
export const SERVICE = { dn: `cn=foyer,ou=services,${BASE}`, password: 'service secret' }

export type LdapValues = Readonly<Record<string, string | string[] | Buffer>>

/** A directory in memory that speaks LDAP, for tests. */
export interface LdapServer extends AsyncDisposable {
  /** `ldap://127.0.0.1:<port>`, or with `ldaps` */
  readonly url: string
  /** Entries by name; tests change them. */
  readonly entries: Map<string, LdapValues>
  /** Passwords by name of the entry. */
  readonly passwords: Map<string, string>
  /** What a bind as this entry is answered with, whatever the password. */
  readonly refusals: Map<string, { code: number; message: string }>
  /** Everything that was asked, in order: `bind <dn>`, `search <base> <scope> <filter>`, `starttls`. */
  readonly asked: string[]
  /** Connections that are open. */
  readonly open: ReadonlySet<Socket>
  /** How long it thinks before each answer, in ms. */
  delayMs: number
}

export interface LdapServerOptions {
  /** TLS from the first byte. */
  readonly ldaps?: boolean
  /** Offers StartTLS; default true. */
  readonly startTls?: boolean
  /** Address to listen on; the certificate is good for 127.0.0.1, the default. */
  readonly host?: string
  /** A free one unless said otherwise. */
  readonly port?: number
}

interface LdapRequest {
  readonly dn: { toString(): string }
  readonly credentials: string
  readonly scope: number | string
  readonly filter: { matches(entry: object, strict?: boolean): boolean; toString(): string }
  readonly attributes: readonly string[]
  readonly sizeLimit: number
  readonly connection: Socket
}
interface LdapResponse {
  /** What may be sent; empty: everything. Compares names with their case, so we choose ourselves. */
  attributes: readonly string[]
  diagnosticMessage: string
  send(entry: object, unfiltered: boolean): void
  end(status?: number): void
}
type Next = (error?: unknown) => void
/** What `@types/ldapjs` does not tell. */
interface Inner {
  newConnection(socket: Socket): void
}

/** Starts a directory: `await using directory = await startLdapServer(entries)`. */
export async function startLdapServer(
  entries: Readonly<Record<string, LdapValues>> = {},
  { ldaps = false, startTls = true, host = '127.0.0.1', port: wantedPort = 0 }: LdapServerOptions = {},
): Promise<LdapServer> {
  const ldap = ldapjs.createServer()
  const open = new Set<Socket>()
  const secured = { key: certificate('key'), cert: certificate('cert') }
  const accept = (socket: Socket) => (ldap as unknown as Inner).newConnection(socket)
  const upgrade = (socket: Socket) => {
    const safe = new TLSSocket(socket, { isServer: true, secureContext: createSecureContext(secured) })
    safe.on('error', () => socket.destroy())
    accept(safe)
  }
  const tcp = createTcpServer((socket) => {
    open.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => open.delete(socket))
    if (ldaps) upgrade(socket)
    else accept(socket)
  })
  await new Promise<void>((resolve) => tcp.listen(wantedPort, host, resolve))
  const { port } = tcp.address() as AddressInfo
  const directory: LdapServer = {
    url: `${ldaps ? 'ldaps' : 'ldap'}://${host}:${port}`,
    entries: new Map(Object.entries(entries)),
    passwords: new Map([[SERVICE.dn, SERVICE.password]]),
    refusals: new Map(),
    asked: [],
    open,
    delayMs: 0,
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy()
      await new Promise<void>((resolve) => tcp.close(() => resolve()))
    },
  }
  const bound = new WeakSet<Socket>()

  ldap.on('error', () => {})
  ldap.bind('', async (request: LdapRequest, response: LdapResponse, next: Next) => {
    const dn = request.dn.toString()
    directory.asked.push(`bind ${dn}`)
    await sleep(directory.delayMs)
    const refusal = directory.refusals.get(dn)
    if (refusal !== undefined) {
      response.diagnosticMessage = refusal.message
      response.end(refusal.code)
      return next()
    }
    // As the standard has it: a name without a password binds as nobody, and succeeds.
    if (request.credentials !== '') {
      if (directory.passwords.get(nameOf(directory, dn)) !== request.credentials) {
        return next(new ldapjs.InvalidCredentialsError())
      }
      bound.add(request.connection)
    }
    response.end()
    return next()
  })
  ldap.search('', async (request: LdapRequest, response: LdapResponse, next: Next) => {
    const filter = request.filter.toString()
    directory.asked.push(`search ${request.dn} ${request.scope} ${filter}`)
    await sleep(directory.delayMs)
    if (!bound.has(request.connection)) return next(new ldapjs.InsufficientAccessRightsError())
    const found = search(directory, request, filter)
    if (found === null) return next(new ldapjs.NoSuchObjectError())
    response.attributes = []
    const limit = request.sizeLimit || Number.POSITIVE_INFINITY
    for (const dn of found.slice(0, limit)) {
      response.send({ dn, attributes: wanted(directory.entries.get(dn) ?? {}, request.attributes) }, true)
    }
    response.end(found.length > limit ? 4 : 0)
    return next()
  })
  if (startTls) {
    ldap.exop(START_TLS, (request: LdapRequest, response: LdapResponse, next: Next) => {
      directory.asked.push('starttls')
      response.end()
      request.connection.removeAllListeners('data')
      upgrade(request.connection)
      return next()
    })
  }
  return directory
}

/** The names that match; null when the base is not there. */
function search({ entries }: LdapServer, request: LdapRequest, filter: string): string[] | null {
  const base = plain(request.dn.toString())
  if (![...entries.keys()].some((dn) => isBelow(plain(dn), base))) return null
  const isBase = request.scope === 0 || request.scope === 'base'
  const chain = CHAIN_RULE.exec(filter)?.[1]
  return [...entries].flatMap(([dn, values]) => {
    if (isBase ? plain(dn) !== base : !isBelow(plain(dn), base)) return []
    const isMatch = chain === undefined ? request.filter.matches(values, false) : isMember(entries, dn, chain, 0)
    return isMatch ? [dn] : []
  })
}

function isMember(entries: LdapServer['entries'], group: string, member: string, depth: number): boolean {
  const members = [entries.get(group)?.member ?? []].flat().map(String)
  return members.some((one) => plain(one) === plain(member) || (depth < 9 && isMember(entries, one, member, depth + 1)))
}

function nameOf({ passwords }: LdapServer, dn: string): string {
  return [...passwords.keys()].find((name) => plain(name) === plain(dn)) ?? dn
}

function wanted(values: LdapValues, names: readonly string[]): Record<string, unknown> {
  const asked = new Set(names.map((name) => name.toLowerCase()))
  return Object.fromEntries(
    Object.entries(values).filter(([name]) => asked.size === 0 || asked.has(name.toLowerCase())),
  )
}

function plain(dn: string): string {
  return dn.toLowerCase().replaceAll(/\s*,\s*/g, ',')
}

function isBelow(dn: string, base: string): boolean {
  return dn === base || dn.endsWith(`,${base}`)
}
