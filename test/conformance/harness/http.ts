import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Agent, fetch } from 'undici'

const TLS = new URL('../../support/tls/', import.meta.url)

export const CA_FILE = fileURLToPath(new URL('ca.pem', TLS))
export const SERVER_TLS = {
  cert: readFileSync(new URL('cert.pem', TLS)),
  key: readFileSync(new URL('key.pem', TLS)),
} as const

const dispatcher = new Agent({ connect: { ca: readFileSync(CA_FILE) } })
const TIMEOUT_MS = 20_000

export interface HttpAnswer {
  readonly url: string
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

export interface HttpRequest {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** One request over https, redirects not followed. */
export async function send(url: string, request: HttpRequest = {}): Promise<HttpAnswer> {
  const response = await fetch(url, {
    ...request,
    headers: { ...request.headers },
    redirect: 'manual',
    dispatcher,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  return {
    url,
    status: response.status,
    headers: response.headers as unknown as Headers,
    text: await response.text(),
  }
}

/** A form as its body and the header that goes with it. */
export function form(fields: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(fields).toString(),
  } as const satisfies HttpRequest
}

/** The object that an answer holds; null when it holds none. */
export function jsonOf(answer: HttpAnswer): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(answer.text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}
