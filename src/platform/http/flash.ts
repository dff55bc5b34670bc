import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Message } from '../../core/errors.ts'
import type { SecretBox } from '../crypto/secret-box.ts'
import type { Cookies } from './cookies.ts'

export type FlashTone = 'ok' | 'info' | 'warn' | 'bad'

/** A message for the next page that this browser sees. */
export interface FlashMessage extends Message {
  readonly tone: FlashTone
}

const COOKIE = 'flash'
const LIFETIME_S = 300

export interface Flash {
  add(reply: FastifyReply, tone: FlashTone, message: Message): void
  /** The waiting messages; they are gone afterwards. */
  take(request: FastifyRequest, reply: FastifyReply): readonly FlashMessage[]
}

/** Flash messages in a signed cookie: nothing is stored, nothing can be forged into a page. */
export function createFlash(deps: { cookies: Cookies; secrets: SecretBox }): Flash {
  const pending = new WeakMap<FastifyReply, FlashMessage[]>()
  return {
    add(reply, tone, message) {
      const messages = [...(pending.get(reply) ?? []), { tone, ...message }]
      pending.set(reply, messages)
      const body = Buffer.from(JSON.stringify(messages)).toString('base64url')
      deps.cookies.set(reply, COOKIE, `${body}.${deps.secrets.mac(body, 'flash')}`, LIFETIME_S)
    },
    take(request, reply) {
      const cookie = deps.cookies.read(request, COOKIE)
      if (cookie === null) return []
      deps.cookies.clear(reply, COOKIE)
      const [body = '', mac = ''] = cookie.split('.')
      if (!deps.secrets.checkMac(body, 'flash', mac)) return []
      return JSON.parse(Buffer.from(body, 'base64url').toString()) as FlashMessage[]
    },
  }
}
