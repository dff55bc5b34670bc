import type { FastifyReply, FastifyRequest } from 'fastify'

/** Cookies of this installation: on https they carry the `__Host-` prefix (RFC 6265bis 4.1.3.2), so no subdomain can set them. */
export interface Cookies {
  read(request: FastifyRequest, name: string): string | null
  /** @param maxAgeS lifetime in seconds; without it the cookie ends with the browser session */
  set(reply: FastifyReply, name: string, value: string, maxAgeS?: number): void
  clear(reply: FastifyReply, name: string): void
}

export function createCookies(options: { secure: boolean }): Cookies {
  const full = (name: string) => (options.secure ? `__Host-foyer-${name}` : `foyer-${name}`)
  const attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure: options.secure } as const
  return {
    read: (request, name) => request.cookies[full(name)] ?? null,
    set(reply, name, value, maxAgeS) {
      reply.setCookie(full(name), value, maxAgeS === undefined ? attributes : { ...attributes, maxAge: maxAgeS })
    },
    clear(reply, name) {
      reply.setCookie(full(name), '', { ...attributes, maxAge: 0 })
    },
  }
}
