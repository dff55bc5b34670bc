import { parse } from 'node-html-parser'
import { CookieJar } from './cookies.ts'
import { form, type HttpAnswer, type HttpRequest, send } from './http.ts'
import { type Page, readPage } from './page.ts'

/** How the browser came back to the relying party. */
export interface Callback {
  readonly kind: 'callback'
  readonly url: URL
  /** Where the parameters of the response were. */
  readonly where: 'query' | 'fragment' | 'body'
  readonly params: URLSearchParams
}

/** A page of the provider that leads nowhere by itself: an error, a question, a farewell. */
export interface Shown {
  readonly kind: 'page'
  readonly status: number
  readonly url: URL
  readonly text: string
}

export type Arrival = Callback | Shown

export interface Person {
  readonly email: string
  readonly password: string
}

/** The relying party as the browser knows it. Nothing listens there: what arrives is looked at, not sent. */
export const PARTY = 'https://suite.test:8443'

const MOST_HOPS = 25

/**
 * A person with a browser, as far as HTTP shows: keeps cookies, follows redirects, logs in, allows what is asked, opens frames,
 * presses the button of pages that send themselves. Every page that was shown is noted.
 */
export class Browser {
  readonly jar = new CookieJar()
  /** Kinds of the pages that were shown since the last `visit`, in order. */
  shown: Page['kind'][] = []
  /** Their texts. */
  texts: string[] = []
  /** What the person does on a consent page. */
  consent: 'allow' | 'deny' = 'allow'
  /** Whether the person logs in when asked to. */
  logsIn = true
  readonly #person: Person
  readonly #provider: string

  /** @param provider origin of the provider */
  constructor(provider: string, person: Person) {
    this.#provider = provider
    this.#person = person
  }

  /** Opens an address and goes on until the relying party is reached, or a page at which the person has to stop. */
  async visit(url: string, request: HttpRequest = {}): Promise<Arrival> {
    this.shown = []
    this.texts = []
    let [next, how]: [URL, HttpRequest] = [new URL(url), request]
    for (let hops = 0; hops < MOST_HOPS; hops++) {
      if (next.origin !== this.#provider) return this.#arrive(next, how)
      const answer = await this.#load(next, how)
      const location = answer.headers.get('location')
      if (location !== null && answer.status >= 300 && answer.status < 400) {
        ;[next, how] = [new URL(location, next), {}]
        continue
      }
      const page = readPage(answer, next)
      this.shown.push(page.kind)
      this.texts.push(answer.text)
      const step = await this.#act(page)
      if (step === null) return { kind: 'page', status: answer.status, url: next, text: answer.text }
      ;[next, how] = step
    }
    throw new Error(`more than ${MOST_HOPS} redirects at ${next.href}`)
  }

  async #load(url: URL, request: HttpRequest): Promise<HttpAnswer> {
    const cookie = this.jar.header(url)
    const headers = { accept: 'text/html', ...request.headers, ...(cookie && { cookie }) }
    const answer = await send(url.href, { ...request, headers })
    this.jar.keep(url, answer.headers.getSetCookie())
    return answer
  }

  async #act(page: Page): Promise<[URL, HttpRequest] | null> {
    switch (page.kind) {
      case 'login':
        if (!this.logsIn) return null
        return [page.action, form({ ...page.fields, email: this.#person.email, password: this.#person.password })]
      case 'consent':
        return [page.action, form({ ...page.fields, ...(this.consent === 'allow' ? page.allow : page.deny) })]
      case 'form_post':
        return [page.action, form(page.fields)]
      case 'frames':
        for (const frame of page.frames) await send(frame.href)
        return page.next && [page.next, {}]
      case 'confirm_logout':
        return [page.action, form(page.fields)]
      case 'other':
        return null
    }
  }

  async #arrive(url: URL, request: HttpRequest): Promise<Arrival> {
    if (url.origin !== PARTY) throw new Error(`the browser was sent to a stranger: ${url.href}`)
    const arrived = { kind: 'callback', url } as const
    if (request.method === 'POST') return { ...arrived, where: 'body', params: new URLSearchParams(request.body ?? '') }
    if (url.hash.length > 1) return { ...arrived, where: 'fragment', params: new URLSearchParams(url.hash.slice(1)) }
    return { ...arrived, where: 'query', params: url.searchParams }
  }
}

/** Readable words of a page, for messages. */
export function wordsOf(page: Shown): string {
  const words = parse(page.text).querySelector('main')?.text ?? page.text
  return words.replace(/\s+/g, ' ').trim().slice(0, 300)
}
