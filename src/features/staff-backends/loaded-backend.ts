import {
  type AuthBackend,
  type BackendAnswer,
  type BackendLogin,
  type BackendOutcome,
  type BackendRequest,
  type BackendText,
  BaseAuthBackend,
  type LoginFormData,
  type LoginFormFields,
} from './contract.ts'

/** A backend with the defaults of the contract filled in. Attributes are read anew each time: they may be computed. */
export interface LoadedBackend {
  readonly identifier: string
  readonly verboseName: BackendText
  readonly visible: boolean
  readonly hint: BackendText | null
  readonly loginFormFields: LoginFormFields
  /** Its section of foyer.toml, checked. */
  readonly config: Readonly<Record<string, unknown>>
  /** What it can do besides logging in. */
  readonly has: Readonly<
    Record<'callback' | 'backchannel' | 'begin' | 'redirect' | 'request' | 'metadata' | 'logout' | 'health', boolean>
  >
  formAuthenticate(request: BackendRequest, formData: LoginFormData): Promise<BackendLogin | null>
  requestAuthenticate(request: BackendRequest): Promise<BackendLogin | null>
  authenticationUrl(request: BackendRequest): Promise<string | null>
  beginLogin(request: BackendRequest): Promise<string | null>
  handleCallback(request: BackendRequest): Promise<BackendLogin | null>
  handleBackchannel(request: BackendRequest): Promise<BackendAnswer>
  metadata(request: BackendRequest): Promise<BackendAnswer>
  getNextUrl(request: BackendRequest): Promise<string | null>
  logoutUrl(request: BackendRequest, data: Readonly<Record<string, unknown>>): Promise<string | null>
  checkHealth(context: { config: Readonly<Record<string, unknown>>; log: BackendRequest['log'] }): Promise<void>
}

const NOT_THERE: BackendAnswer = { status: 404 }

/** @param section what foyer.toml says about it, checked by its `configSchema` */
export function withDefaults(
  backend: AuthBackend,
  section: Readonly<Record<string, unknown>> = {},
  name: BackendText | null = null,
): LoadedBackend {
  return {
    identifier: backend.identifier,
    get verboseName() {
      return name ?? backend.verboseName
    },
    get visible() {
      return backend.visible ?? true
    },
    get hint() {
      return backend.hint ?? null
    },
    get loginFormFields() {
      return backend.loginFormFields ?? {}
    },
    config: section,
    has: {
      callback: backend.handleCallback !== undefined,
      backchannel: backend.handleBackchannel !== undefined,
      begin: backend.beginLogin !== undefined,
      redirect: leadsElsewhere(backend),
      request: readsSessions(backend),
      metadata: backend.metadata !== undefined,
      logout: backend.logoutUrl !== undefined,
      health: backend.checkHealth !== undefined,
    },
    formAuthenticate: async (request, formData) => loginOf(await backend.formAuthenticate?.(request, formData)),
    requestAuthenticate: async (request) => loginOf(await backend.requestAuthenticate?.(request)),
    async authenticationUrl(request) {
      const url = await backend.authenticationUrl?.(request)
      return url ?? (backend.beginLogin === undefined ? null : request.startUrl)
    },
    beginLogin: async (request) => (await backend.beginLogin?.(request)) ?? null,
    handleCallback: async (request) => loginOf(await backend.handleCallback?.(request)),
    handleBackchannel: async (request) => (await backend.handleBackchannel?.(request)) ?? NOT_THERE,
    metadata: async (request) => (await backend.metadata?.(request)) ?? NOT_THERE,
    async getNextUrl(request) {
      const next = backend.getNextUrl ? await backend.getNextUrl(request) : request.next
      return next ?? null
    },
    logoutUrl: async (request, data) => (await backend.logoutUrl?.(request, data)) ?? null,
    checkHealth: async (context) => backend.checkHealth?.(context),
  }
}

/** Deriving from the base class alone does not make a redirect of it. */
function leadsElsewhere({ beginLogin, authenticationUrl }: AuthBackend): boolean {
  if (beginLogin !== undefined) return true
  return authenticationUrl !== undefined && authenticationUrl !== BaseAuthBackend.prototype.authenticationUrl
}

function readsSessions({ requestAuthenticate }: AuthBackend): boolean {
  return requestAuthenticate !== undefined && requestAuthenticate !== BaseAuthBackend.prototype.requestAuthenticate
}

/** A user alone is a login about which nothing else is known. */
function loginOf(outcome: BackendOutcome): BackendLogin | null {
  if (outcome === null || outcome === undefined) return null
  return 'user' in outcome ? outcome : { user: outcome }
}

/** The text in a language, or in English. */
export function backendText(text: BackendText, locale: string): string {
  return typeof text === 'string' ? text : (text[locale] ?? text.en)
}
