import type { AuthBackend, BackendLogin, BackendRequest, BackendText, BackendUser, LoginPurpose } from '../contract.ts'
import { backendText, type LoadedBackend, withDefaults } from '../loaded-backend.ts'
import { readSection } from '../section.ts'
import { shapeProblem } from '../shape.ts'
import { type KitAccounts, kitAccounts } from './accounts.ts'
import { kitAttempts } from './attempts.ts'

const ORIGIN = 'https://tickets.example'

/** A class of a backend, or a backend itself: what a module exports by default. */
export type BackendExport = (new () => AuthBackend) | AuthBackend

export interface KitOptions {
  /** Its section `[auth.<identifier>]`. */
  readonly config?: Readonly<Record<string, unknown>>
  /** ms; the clock of attempts. */
  readonly now?: () => number
}

/** What a browser brings. */
export interface Visit {
  /** By name in lower case; several values are lines that were sent more than once. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  readonly query?: Readonly<Record<string, string>>
  readonly form?: Readonly<Record<string, string>>
  readonly cookies?: Readonly<Record<string, string>>
  readonly method?: 'GET' | 'POST'
  readonly ip?: string
  readonly peerAddress?: string
  readonly isFromTrustedProxy?: boolean
  readonly purpose?: LoginPurpose
  /** Who is logged in already, for a reauthentication. */
  readonly user?: BackendUser
  /** Names the browser; the same one unless said otherwise. */
  readonly browser?: string
}

/** What came of asking a backend. */
export type Outcome =
  | { readonly kind: 'login'; readonly login: BackendLogin; readonly next: string | null }
  | { readonly kind: 'nothing'; readonly messages: readonly string[] }
  | { readonly kind: 'refused'; readonly reason: string }
  /** It threw something that is no refusal: the page says that it does not answer. */
  | { readonly kind: 'failed'; readonly error: unknown }

/** A backend, as the program would ask it, with everything in memory. */
export interface BackendKit {
  readonly backend: LoadedBackend
  readonly accounts: KitAccounts
  /** What the backend wrote to the log. */
  readonly log: readonly { readonly level: string; readonly fields: object; readonly message: string | undefined }[]
  /** Sends the login form. */
  form(values: Readonly<Record<string, string>>, visit?: Visit): Promise<Outcome>
  /** Opens the login page: does an external session name somebody? */
  visit(visit: Visit): Promise<Outcome>
  /** Clicks: where the browser goes. @throws what the backend throws, and when it leads nowhere */
  start(visit?: Visit): Promise<URL>
  /** Comes back from elsewhere. */
  callback(visit: Visit): Promise<Outcome>
}

class Refusal extends Error {}

/**
 * Builds a backend as the program does when it starts.
 * @throws Error when it has no shape of a backend, or when its section does not pass its own schema
 */
export async function createBackendKit(exported: BackendExport, options: KitOptions = {}): Promise<BackendKit> {
  const candidate = typeof exported === 'function' ? new exported() : exported
  const problem = shapeProblem(candidate)
  if (problem !== null) throw new Error(`not a staff backend: ${problem}`)
  const { config, issues } = await readSection(candidate, options.config ?? {})
  if (issues.length > 0) throw new Error(`[auth.${candidate.identifier}] ${issues.join('; ')}`)
  const backend = withDefaults(candidate, config)
  const accounts = kitAccounts(backend.identifier)
  const attempts = kitAttempts(options.now ?? Date.now)
  const log: { level: string; fields: object; message: string | undefined }[] = []
  const write = (level: string) => (fields: object, message?: string) => void log.push({ level, fields, message })

  function prepare(visit: Visit) {
    const { query = {}, browser = 'browser', purpose = 'login' } = visit
    const messages: string[] = []
    const state = { next: query.next ?? null, purpose }
    const base = `/control/auth/${backend.identifier}`
    const request: BackendRequest = {
      method: visit.method ?? 'GET',
      ...headersOf(visit),
      query,
      form: visit.form ?? {},
      cookies: visit.cookies ?? {},
      ip: visit.ip ?? '203.0.113.7',
      peerAddress: visit.peerAddress ?? visit.ip ?? '203.0.113.7',
      isFromTrustedProxy: visit.isFromTrustedProxy ?? false,
      get purpose() {
        return state.purpose
      },
      user: visit.user ?? null,
      get next() {
        return state.next
      },
      locale: 'en',
      callbackUrl: `${ORIGIN}${base}/callback`,
      backchannelUrl: `${ORIGIN}${base}/backchannel`,
      startUrl: `${base}/start${query.next === undefined ? '' : `?${new URLSearchParams({ next: query.next })}`}`,
      users: accounts.users,
      attempts: {
        start: async (data = {}, { lifetimeS } = {}) => attempts.start(browser, purpose, state.next, data, lifetimeS),
        async take(given) {
          const taken = attempts.take(given, browser)
          if (taken) Object.assign(state, { next: taken.next, purpose: taken.purpose })
          return taken
        },
      },
      sessions: { endOfUser: async () => 0, endUpstream: async () => 0 },
      messages: { add: (_tone, text) => void messages.push(backendText(text, 'en')) },
      config,
      log: { info: write('info'), warn: write('warn'), error: write('error') },
      refuse: (text: BackendText) => new Refusal(backendText(text, 'en')),
    }
    return { request, messages }
  }

  async function outcome(
    visit: Visit,
    ask: (request: BackendRequest) => Promise<BackendLogin | null>,
  ): Promise<Outcome> {
    const { request, messages } = prepare(visit)
    try {
      const login = await ask(request)
      if (login === null) return { kind: 'nothing', messages }
      return { kind: 'login', login, next: await backend.getNextUrl(request) }
    } catch (error) {
      if (error instanceof Refusal) return { kind: 'refused', reason: error.message }
      if ((error as { code?: string }).code === 'email_taken') return { kind: 'refused', reason: 'email_taken' }
      return { kind: 'failed', error }
    }
  }

  return {
    backend,
    accounts,
    log,
    form: (values, visit = {}) =>
      outcome({ ...visit, method: 'POST' }, (request) => backend.formAuthenticate(request, values)),
    visit: (visit) => outcome(visit, (request) => backend.requestAuthenticate(request)),
    callback: (visit) => outcome(visit, (request) => backend.handleCallback(request)),
    async start(visit = {}) {
      const { request } = prepare(visit)
      const url = backend.has.begin ? await backend.beginLogin(request) : await backend.authenticationUrl(request)
      if (url === null) throw new Error('the backend leads nowhere')
      return new URL(url, ORIGIN)
    },
  }
}

/** As Node.js gives them: joined, and line by line. */
function headersOf({ headers = {} }: Visit): Pick<BackendRequest, 'headers' | 'headersDistinct'> {
  const lines = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value].flat()] as const)
  return {
    headers: Object.fromEntries(lines.map(([name, values]) => [name, values.join(', ')])),
    headersDistinct: Object.fromEntries(lines),
  }
}
