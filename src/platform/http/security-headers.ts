import type { FastifyInstance, FastifyReply } from 'fastify'

/**
 * No inline script or style, no frames, no plug-ins; forms go to ourselves and to `formTargets`.
 * @param formTargets origins or schemes (`https://rp.example`, `com.example.app:`) that an answer to a form may redirect to:
 *   browsers apply form-action to the redirects that follow, too
 * @param frames origins of what may be shown in frames of the page
 */
export function contentSecurityPolicy(formTargets: readonly string[] = [], frames: readonly string[] = []): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    ["form-action 'self'", ...formTargets].join(' '),
    ...(frames.length > 0 ? [['frame-src', ...frames].join(' ')] : []),
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ')
}

/** Lets the form on this page lead to another origin after it was answered. */
export function allowFormTargets(reply: FastifyReply, targets: readonly string[]): void {
  reply.header('content-security-policy', contentSecurityPolicy(targets))
}

/** Lets this page show pages of other sites in frames. */
export function allowFrames(reply: FastifyReply, origins: readonly string[]): void {
  reply.header('content-security-policy', contentSecurityPolicy([], origins))
}

/**
 * A page that holds what others wrote: no script, no form, shown in frames of our own pages only.
 * @param pictures the only addresses from which it may show pictures
 */
export function sandboxed(reply: FastifyReply, pictures: readonly string[] = []): void {
  const images = pictures.length > 0 ? ['img-src', ...pictures].join(' ') : "img-src 'none'"
  const policy = `sandbox; default-src 'none'; ${images}; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'`
  reply.header('content-security-policy', policy).header('x-frame-options', 'SAMEORIGIN')
}

/** Lets every site show this page, which holds nothing but its script, in a frame. */
export function allowEmbedding(reply: FastifyReply): void {
  reply.removeHeader('x-frame-options')
  reply.header('content-security-policy', "default-src 'none'; script-src 'self'; frame-ancestors *; base-uri 'none'")
}

/** What helmet sets, too; made once, because this is part of every answer. */
const HEADERS = {
  'content-security-policy': contentSecurityPolicy(),
  'cross-origin-opener-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
}

/** Headers of every answer. */
export function securityHeaders(app: FastifyInstance, options: { https: boolean }): void {
  const headers = options.https ? { ...HEADERS, 'strict-transport-security': 'max-age=31536000' } : HEADERS
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers)
    done()
  })
}
