import { parse } from './html.ts'

/** An answer with its text read. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** Address that was asked for, after redirects where they were followed. */
  readonly url: string
  readonly location: string | null
}

export interface RequestOptions {
  readonly headers?: Record<string, string>
  /** Follow redirects within the server; default false. */
  readonly follow?: boolean
}

/** A browser as far as servers can tell: keeps cookies, sends forms with their hidden fields, can follow redirects. */
export class BrowserClient {
  readonly origin: string
  readonly cookies = new Map<string, string>()
  readonly #headers: Record<string, string>

  constructor(origin: string, options: { headers?: Record<string, string> } = {}) {
    this.origin = origin
    this.#headers = options.headers ?? {}
  }

  get(path: string, options: RequestOptions = {}): Promise<Answer> {
    return this.request('GET', path, undefined, options)
  }

  post(path: string, fields: Record<string, string | string[]>, options: RequestOptions = {}): Promise<Answer> {
    return this.request('POST', path, encode(fields), options)
  }

  /**
   * Loads a page, fills in a form and sends it, hidden fields included.
   * @param options.form the form whose action contains this text; default: the one in the main part with most fields
   */
  async submit(
    path: string,
    fields: Record<string, string | string[]>,
    options: RequestOptions & { form?: string; page?: Answer } = {},
  ): Promise<Answer> {
    const page = options.page ?? (await this.get(path, { follow: true }))
    const form = parse(page.text).form(options.form)
    if (!form) throw new Error(`no form ${options.form ?? ''} on ${page.url} (${page.status})`)
    const action = form.action === '' ? page.url : new URL(form.action, page.url).href
    return this.request('POST', action, encode({ ...form.values, ...fields }), options)
  }

  async request(method: string, path: string, body?: string, options: RequestOptions = {}): Promise<Answer> {
    let url = new URL(path, this.origin)
    let verb = method
    let payload = body
    for (let hops = 0; ; hops++) {
      const response = await this.#send(verb, url, payload, options.headers)
      const location = response.headers.get('location')
      const next = location === null ? null : new URL(location, url)
      if (!options.follow || next === null || next.origin !== this.origin || hops > 10) {
        return {
          status: response.status,
          headers: response.headers,
          text: await response.text(),
          url: url.href,
          location,
        }
      }
      await response.arrayBuffer()
      url = next
      verb = 'GET'
      payload = undefined
    }
  }

  async #send(method: string, url: URL, body: string | undefined, headers: Record<string, string> = {}) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      ...(body !== undefined && { body }),
      headers: {
        ...(cookie && { cookie }),
        ...(body !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...this.#headers,
        ...headers,
      },
    })
    for (const line of response.headers.getSetCookie()) this.#keep(line)
    return response
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';')
    const at = pair.indexOf('=')
    const name = pair.slice(0, at).trim()
    if (attributes.some((attribute) => /^\s*max-age=0$/i.test(attribute))) this.cookies.delete(name)
    else this.cookies.set(name, pair.slice(at + 1).trim())
  }
}

function encode(fields: Record<string, string | string[]>): string {
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) for (const item of [value].flat()) body.append(name, item)
  return body.toString()
}
