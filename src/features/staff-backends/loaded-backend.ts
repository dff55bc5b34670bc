import type {
  AuthBackend,
  BackendRequest,
  BackendText,
  BackendUser,
  LoginFormData,
  LoginFormFields,
} from './contract.ts'

/** A backend with the defaults of the contract filled in. Attributes are read anew each time: they may be computed. */
export interface LoadedBackend {
  readonly identifier: string
  readonly verboseName: BackendText
  readonly visible: boolean
  readonly loginFormFields: LoginFormFields
  formAuthenticate(request: BackendRequest, formData: LoginFormData): Promise<BackendUser | null>
  requestAuthenticate(request: BackendRequest): Promise<BackendUser | null>
  authenticationUrl(request: BackendRequest): Promise<string | null>
  getNextUrl(request: BackendRequest): Promise<string | null>
}

export function withDefaults(backend: AuthBackend): LoadedBackend {
  return {
    identifier: backend.identifier,
    verboseName: backend.verboseName,
    get visible() {
      return backend.visible ?? true
    },
    get loginFormFields() {
      return backend.loginFormFields ?? {}
    },
    formAuthenticate: async (request, formData) => (await backend.formAuthenticate?.(request, formData)) ?? null,
    requestAuthenticate: async (request) => (await backend.requestAuthenticate?.(request)) ?? null,
    authenticationUrl: async (request) => (await backend.authenticationUrl?.(request)) ?? null,
    async getNextUrl(request) {
      const next = backend.getNextUrl ? await backend.getNextUrl(request) : request.query.next
      return next ?? null
    },
  }
}

/** The text in a language, or in English. */
export function backendText(text: BackendText, locale: string): string {
  return typeof text === 'string' ? text : (text[locale] ?? text.en)
}
