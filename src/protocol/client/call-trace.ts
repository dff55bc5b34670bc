import type { ServerMetadata } from 'openid-client'
import type { ProviderCall } from './outgoing-fetch.ts'
import { type Phase, problemOf } from './problem-of.ts'
import { quoted } from './quoted.ts'
import type { Trace } from './types.ts'

/** Values that open something, by the name under which they travel: only their beginning is told. */
const TOKENS: readonly string[] = ['code', 'access_token', 'refresh_token', 'id_token', 'state', 'request_uri']
/** Values of which nothing is told. */
const SECRETS: readonly string[] = ['client_secret', 'client_assertion', 'code_verifier']
/** A signed or encrypted token, whatever its name. */
const TOKEN = /(?:^|[^\w-])ey[\w-]+\.[\w-]*\./
const SHOWN_SYMBOLS = 6
const MAX_LINES = 80

/** Tells of each call of a connection. */
export function tracedCalls(trace: Trace | undefined, issuer: string, metadata?: ServerMetadata) {
  if (!trace) return undefined
  return (call: ProviderCall): void => {
    const what = phaseOf(call.url, metadata)
    const isGood = call.answer !== null && (call.answer.status === 200 || call.answer.status === 201)
    trace({
      kind: 'call',
      what,
      isGood,
      ms: call.ms,
      sent: sentLines(call),
      received: call.answer ? receivedLines(call.answer) : [quoted((call.error as Error).message)],
      problem: isGood ? null : problemOf(call.error ?? answered(call), what, issuer).code,
    })
  }
}

function phaseOf(url: string, metadata: ServerMetadata | undefined): Phase {
  switch (url) {
    case metadata?.jwks_uri:
      return 'keys'
    case metadata?.token_endpoint:
      return 'token'
    case metadata?.userinfo_endpoint:
      return 'userinfo'
    case metadata?.pushed_authorization_request_endpoint:
      return 'pushed_request'
    default:
      return 'discovery'
  }
}

function answered({ answer }: ProviderCall): Response {
  return new Response(null, { status: answer?.status ?? 500, headers: { 'content-type': answer?.type ?? '' } })
}

function sentLines({ method, url, headers, body }: ProviderCall): string[] {
  const authorization = headers.get('authorization')
  return [
    `${method} ${quoted(url)}`,
    ...(authorization === null ? [] : [`authorization: ${authorization.split(' ')[0] ?? ''} …`]),
    ...[...new URLSearchParams(body)].map(([name, value]) => lineOf(name, value)),
  ].slice(0, MAX_LINES)
}

function receivedLines({ status, type, body }: NonNullable<ProviderCall['answer']>): string[] {
  const lines = [`status: ${status}`, `content-type: ${quoted(type)}`]
  return [...lines, ...bodyLines(type, body)].slice(0, MAX_LINES)
}

function bodyLines(type: string, body: string): string[] {
  if (type.startsWith('application/jwt')) return [lineOf('id_token', body)]
  try {
    const parsed: unknown = JSON.parse(body)
    if (typeof parsed !== 'object' || parsed === null) return []
    return Object.entries(parsed).map(([name, value]) => lineOf(name, value))
  } catch {
    return body === '' ? [] : [quoted(body)]
  }
}

/** `name: value`, with nothing in it that opens something. */
export function lineOf(name: string, value: unknown): string {
  if (SECRETS.includes(name)) return `${name}: …`
  const text = quoted(value)
  if (TOKENS.includes(name) || TOKEN.test(text)) return `${name}: ${text.slice(0, SHOWN_SYMBOLS)}…`
  return `${name}: ${text}`
}
