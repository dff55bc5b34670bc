import type { FastifyReply, FastifyRequest } from 'fastify'

/** Cookies of this installation: on https they carry the `__Host-` prefix (RFC 6265bis 4.1.3.2), so no subdomain can set them. */
export interface Cookies {
  read(request: FastifyRequest, name: string): string | null
  /** @param maxAgeS lifetime in seconds; without it the cookie ends with the browser session */
  set(reply: FastifyReply, name: string, value: string, maxAgeS?: number): void
  /**
   * A cookie that scripts of a page in a frame of another site may read: for what is no secret only.
   * @param maxAgeS lifetime in seconds
   */
  setReadable(reply: FastifyReply, name: string, value: string, maxAgeS: number): void
  clear(reply: FastifyReply, name: string): void
  /** The name as browsers know it. */
  fullName(name: string): string
}

export function createCookies({ secure }: { secure: boolean }): Cookies {
  const full = (name: string) => (secure ? `__Host-foyer-${name}` : `foyer-${name}`)
  const attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const
  const readable = { path: '/', sameSite: secure ? 'none' : 'lax', secure } as const
  return {
    read: (request, name) => request.cookies[full(name)] ?? null,
    set(reply, name, value, maxAgeS) {
      reply.setCookie(full(name), value, maxAgeS === undefined ? attributes : { ...attributes, maxAge: maxAgeS })
    },
    setReadable(reply, name, value, maxAge) {
      reply.setCookie(full(name), value, { ...readable, maxAge })
    },
    clear(reply, name) {
      reply.setCookie(full(name), '', { ...attributes, maxAge: 0 })
    },
    fullName: full,
  }
}
