export interface OutgoingRequest {
  /** Default GET. */
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Ends the call early. */
  readonly signal?: AbortSignal
  /** How long an answer may be, in bytes; 1 MB by default. */
  readonly maxBytes?: number
  /** For everything from the name look-up to the last byte, in ms; 10 s by default. */
  readonly timeoutMs?: number
}

/** A whole answer, of any status but a redirect. */
export interface OutgoingAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: Uint8Array
  /** The body as UTF-8; what is none becomes U+FFFD. */
  text(): string
}

/** The one way in which this program calls others over HTTP. */
export interface Outgoing {
  /**
   * Calls an https address on the public internet, or one that the operator allowed; follows no redirect.
   * @throws OutgoingRefused when the address may not be called; nothing was sent
   * @throws OutgoingFailed when there was no answer, or none that can be taken
   */
  fetch(url: string, request?: OutgoingRequest): Promise<OutgoingAnswer>
  /** Ends all calls and connections. */
  close(): Promise<void>
}
