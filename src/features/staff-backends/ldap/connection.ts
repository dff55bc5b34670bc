import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { type ConnectionOptions, connect as connectTls } from 'node:tls'
import { Client, type SearchOptions } from 'ldapts'
import { BINARY_ATTRIBUTES, type DirectoryEntry, directoryEntry } from './entry.ts'
import { failedBind, type PasswordAnswer } from './password-check.ts'

export interface ConnectionConfig {
  /** `ldap://` or `ldaps://`, in the order in which they are tried. */
  readonly urls: readonly string[]
  readonly startTls: boolean
  readonly tlsVerify: boolean
  /** Certificates in PEM that are trusted instead of those of the system. */
  readonly ca: string | null
  /** For the connection, and for each answer. */
  readonly timeoutMs: number
}

/** One connection to a directory. It is closed at the end of its block: `await using`. */
export interface Connection extends AsyncDisposable {
  readonly url: string
  /** @throws ResultCodeError when the directory does not take it */
  bind(dn: string, password: string): Promise<void>
  /** Checks the password of somebody. @throws Error when the answer says nothing about that */
  check(dn: string, password: string): Promise<PasswordAnswer>
  /** Referrals are not followed. @throws ResultCodeError */
  search(base: string, options: SearchOptions): Promise<readonly DirectoryEntry[]>
}

/**
 * Connects to the first server that can be reached, its certificate checked.
 * @param first where to begin: the server that answered before
 * @throws Error naming each server and why it cannot be reached
 */
export async function openConnection(config: ConnectionConfig, first?: string): Promise<Connection> {
  const urls = first === undefined ? config.urls : [first, ...config.urls.filter((url) => url !== first)]
  const problems: string[] = []
  for (const url of urls) {
    try {
      return await openOne(config, url)
    } catch (error) {
      problems.push(`${url}: ${reasonOf(error)}`)
    }
  }
  throw new Error(`no directory server can be reached: ${problems.join('; ')}`)
}

/** @throws Error when this server cannot be reached, or its certificate is not trusted */
export async function openOne(config: ConnectionConfig, url: string): Promise<Connection> {
  const { timeoutMs, startTls } = config
  const { protocol, hostname, port } = new URL(url)
  const host = hostname.replace(/^\[|\]$/g, '')
  const isSecure = protocol === 'ldaps:'
  const tls = tlsOptions(config, host)
  const target = { host, port: Number(port || (isSecure ? 636 : 389)) }
  const socket = isSecure ? connectTls({ ...target, ...tls }) : connectTcp(target)
  socket.on('error', () => {})
  try {
    await within(timeoutMs, happens(socket, isSecure ? 'secureConnect' : 'connect'))
    const client = new Client({
      url,
      timeout: timeoutMs,
      connectTimeout: timeoutMs,
      createConnection: () => socket,
      ...(isSecure && { createSecureConnection: () => socket as ReturnType<typeof connectTls> }),
    })
    if (startTls && !isSecure) await within(timeoutMs, client.startTLS(tls))
    return connection(client, socket, url)
  } catch (error) {
    socket.destroy()
    throw error
  }
}

function connection(client: Client, socket: Socket, url: string): Connection {
  return {
    url,
    bind: (dn, password) => client.bind(dn, password),
    async check(dn, password) {
      try {
        await client.bind(dn, password)
        return 'right'
      } catch (error) {
        return failedBind(error)
      }
    },
    async search(base, options) {
      const { searchEntries } = await client.search(base, { explicitBufferAttributes: BINARY_ATTRIBUTES, ...options })
      return searchEntries.map(directoryEntry)
    },
    async [Symbol.asyncDispose]() {
      await client.unbind().catch(() => {})
      socket.destroy()
    },
  }
}

function tlsOptions({ ca, tlsVerify }: ConnectionConfig, host: string): ConnectionOptions {
  return {
    host,
    minVersion: 'TLSv1.2',
    rejectUnauthorized: tlsVerify,
    ...(ca !== null && { ca }),
    ...(isIP(host) === 0 && { servername: host }),
  }
}

function happens(socket: Socket, event: 'connect' | 'secureConnect'): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once(event, () => {
      socket.removeListener('error', reject)
      resolve()
    })
    socket.once('error', reject)
  })
}

async function within<T>(limitMs: number, promise: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`no answer within ${limitMs} ms`)), limitMs)
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

/** What to tell about an error, also when its message is empty, as for several addresses of one name. */
export function reasonOf(error: unknown): string {
  const { message, code } = (error ?? {}) as { message?: string; code?: string }
  return message || code || String(error)
}
