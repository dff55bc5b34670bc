import type { Message } from '../../core/errors.ts'
import type { Locale, Translate } from '../i18n/i18n.ts'
import type { Cookies } from './cookies.ts'
import type { Csrf } from './csrf.ts'
import type { Flash, FlashTone } from './flash.ts'

/** How an address answers when something fails: a page, the JSON of the API or the JSON of OAuth. */
export type AnswerKind = 'page' | 'api' | 'oauth'

/** Who is logged in, as the head of a page shows it. */
export interface Viewer {
  readonly name: string
  readonly locale: Locale | null
}

/** The tools of a request that keep something in the browser. */
export interface BrowserState {
  readonly cookies: Cookies
  readonly csrf: Csrf
  readonly flash: Flash
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Language of the answer: the person's choice, then the account's, then the browser's, then `fallbackLocale`. */
    readonly locale: Locale
    readonly t: Translate
    /** Set by the hooks that know a session. */
    viewer: Viewer | null
    /** The organizer's or the installation's language. */
    fallbackLocale: Locale | null
  }
  interface FastifyReply {
    /** Sends a page that is never stored by caches. */
    html(markup: string): FastifyReply
    /** Leaves a message for the next page. */
    flash(tone: FlashTone, message: Message): FastifyReply
    /** The token for the forms of the page that answers this request. */
    csrfToken(): string
  }
  interface FastifyContextConfig {
    /** Which translator answers errors of this route; `page` unless said otherwise. */
    answers?: AnswerKind
    /** False for addresses that other sites post to by design; they take no action on behalf of a session. */
    csrf?: boolean
  }
}
