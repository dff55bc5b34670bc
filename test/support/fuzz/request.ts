export type Pairs = readonly (readonly [name: string, value: string])[]

/** A request in parts, so that each can be changed. */
export interface FuzzRequest {
  /** What it was before it was changed. */
  readonly name: string
  readonly method: string
  readonly path: string
  readonly query: Pairs
  /** The body: a form, a JSON value, or none. */
  readonly form: Pairs | null
  readonly json?: unknown
  readonly headers: Readonly<Record<string, string>>
  /** What is done to query and body when they are written. */
  readonly spoil?: (text: string) => string
}

/** As it is sent. */
export interface WrittenRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

export function write(request: FuzzRequest): WrittenRequest {
  const { method, path, query, form, json, headers, spoil = (text: string) => text } = request
  const search = spoil(encode(query))
  const body = form ? spoil(encode(form)) : json === undefined ? null : spoil(JSON.stringify(json))
  const type = form ? 'application/x-www-form-urlencoded' : json === undefined ? null : 'application/json'
  return {
    method,
    url: path + (search === '' ? '' : `?${search}`),
    headers: { ...(type !== null && { 'content-type': type }), ...headers },
    body: method === 'GET' || method === 'HEAD' ? null : body,
  }
}

function encode(pairs: Pairs): string {
  return new URLSearchParams(pairs.map(([name, value]) => [name.toWellFormed(), value.toWellFormed()])).toString()
}

/** For a report. */
export function describeRequest({ method, url, headers, body }: WrittenRequest): string {
  const text = `${method} ${url}\n${JSON.stringify(headers)}\n${body ?? ''}`
  return text.length > 3000 ? `${text.slice(0, 3000)}…` : text
}
