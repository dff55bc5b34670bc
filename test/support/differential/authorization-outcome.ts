import { parse } from '../html.ts'
import { encode, placeholders, prepare } from './fill-in.ts'
import type { AuthorizationCase, Side } from './types.ts'

/**
 * Sends an authorization request and says how it ended, in one line: `page`, `login`, `consent`,
 * `error <word> in <query|fragment|form_post>` or `success <parameters> in <query|fragment|form_post>`.
 */
export async function authorizationOutcome(side: Side, request: AuthorizationCase): Promise<string> {
  const sent = encode(prepare(request.fields, request.changes), placeholders(side))
  const headers = request.isLoggedIn ? { cookie: side.cookie } : {}
  return outcomeOf(side, await send(side, request.method, sent, headers))
}

interface Answer {
  readonly status: number
  readonly location: string | null
  readonly text: string
}

async function send(side: Side, method: string, sent: string, headers: Record<string, string>): Promise<Answer> {
  const answer =
    method === 'GET'
      ? await fetch(`${side.authorizationUrl}?${sent}`, { headers, redirect: 'manual' })
      : await fetch(side.authorizationUrl, {
          method,
          headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
          body: sent,
          redirect: 'manual',
        })
  const text = await answer.text()
  const location = answer.headers.get('location')
  const again = location === null ? null : new URL(location, side.authorizationUrl)
  if (method === 'POST' && again !== null && again.href.startsWith(`${side.authorizationUrl}?`)) {
    return send(side, 'GET', again.search.slice(1), headers)
  }
  return { status: answer.status, location, text }
}

function outcomeOf(side: Side, { status, location, text }: Answer): string {
  if (status >= 500) return `broken with ${status}`
  if (location !== null) {
    const page = side.pageAt(location)
    if (page !== null) return page
    const { search, hash } = new URL(location, side.authorizationUrl)
    return hash === '' ? describe(search.slice(1), 'query') : describe(hash.slice(1), 'fragment')
  }
  const form = status === 200 ? parse(text).form() : null
  return form ? describe(new URLSearchParams(form.values).toString(), 'form_post') : 'page'
}

/** `session_state` is left out, because only Foyer has Session Management 1.0. */
function describe(response: string, place: string): string {
  const params = new URLSearchParams(response)
  const error = params.get('error')
  if (error !== null) return `error ${error} in ${place}`
  params.delete('session_state')
  return `success ${[...new Set(params.keys())].sort().join(',')} in ${place}`
}
