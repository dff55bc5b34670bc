/** What a translated text needs to know, e.g. `{ seconds: 30 }`. */
export type TextParams = Readonly<Record<string, string | number>>

/** A text that is not translated yet: a key of the texts and its parameters. */
export interface Message {
  readonly key: string
  readonly params?: TextParams
}

export interface FoyerErrorOptions {
  /** Stable word for programs. */
  readonly code: string
  /** HTTP status that answers it. */
  readonly status: number
  /** What the person is told. Without it the error is internal: it is logged and answered in general words. */
  readonly text?: Message
  readonly headers?: Readonly<Record<string, string>>
  /** What the person quotes to those who can look it up, instead of the id of the request. */
  readonly reference?: string
  readonly cause?: unknown
}

/** The family of all expected failures. `message` is English and for the log; `text` is for the person. */
export class FoyerError extends Error {
  readonly code: string
  readonly status: number
  readonly text: Message | undefined
  readonly headers: Readonly<Record<string, string>>
  readonly reference: string | undefined

  constructor(message: string, options: FoyerErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = new.target.name
    this.code = options.code
    this.status = options.status
    this.text = options.text
    this.headers = options.headers ?? {}
    this.reference = options.reference
  }
}

/** Unknown address or object, or one that this visitor may not know of. */
export class NotFound extends FoyerError {
  constructor(what = 'page') {
    super(`${what} not found`, { code: 'not_found', status: 404, text: { key: 'errors:notFound' } })
  }
}

/** The visitor is known and may not do this. */
export class Forbidden extends FoyerError {
  constructor(reason: string, text: Message = { key: 'errors:forbidden' }) {
    super(reason, { code: 'forbidden', status: 403, text })
  }
}

/** The form's token is missing or belongs to another browser session. */
export class CsrfRefused extends FoyerError {
  constructor(reason: string) {
    super(reason, { code: 'csrf', status: 403, text: { key: 'errors:csrf' } })
  }
}

/** Too many attempts; `retryAfterS` is in seconds. */
export class TooManyRequests extends FoyerError {
  readonly retryAfterS: number
  constructor(what: string, retryAfterS: number) {
    const seconds = Math.max(1, Math.ceil(retryAfterS))
    super(`too many attempts: ${what}`, {
      code: 'too_many_requests',
      status: 429,
      text: { key: 'errors:tooMany', params: { count: Math.ceil(seconds / 60) } },
      headers: { 'retry-after': String(seconds) },
    })
    this.retryAfterS = seconds
  }
}

/** The server is at its limit for now. */
export class Overloaded extends FoyerError {
  constructor(what: string, retryAfterS = 2) {
    super(`overloaded: ${what}`, {
      code: 'overloaded',
      status: 503,
      text: { key: 'errors:overloaded' },
      headers: { 'retry-after': String(retryAfterS) },
    })
  }
}

/** Input that names what is wrong, field by field. A field is named as in the form or the API. */
export class InvalidInput extends FoyerError {
  readonly fields: Readonly<Record<string, Message>>
  constructor(fields: Readonly<Record<string, Message>>, message?: string) {
    super(message ?? `invalid input: ${Object.keys(fields).join(', ')}`, {
      code: 'invalid_input',
      status: 422,
      text: { key: 'errors:invalidInput' },
    })
    this.fields = fields
  }
}
