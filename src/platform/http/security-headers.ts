import helmet from '@fastify/helmet'
import type { FastifyInstance, FastifyReply } from 'fastify'

/**
 * No inline script or style, no frames, no plug-ins; forms go to ourselves and to `formTargets`.
 * @param formTargets origins or schemes (`https://rp.example`, `com.example.app:`) that an answer to a form may redirect to:
 *   browsers apply form-action to the redirects that follow, too
 */
export function contentSecurityPolicy(formTargets: readonly string[] = []): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    ["form-action 'self'", ...formTargets].join(' '),
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ')
}

const DEFAULT_POLICY = contentSecurityPolicy()

/** Lets the form on this page lead to another origin after it was answered. */
export function allowFormTargets(reply: FastifyReply, targets: readonly string[]): void {
  reply.header('content-security-policy', contentSecurityPolicy(targets))
}

/** Headers of every answer. */
export async function securityHeaders(app: FastifyInstance, options: { https: boolean }): Promise<void> {
  await app.register(helmet, {
    global: true,
    contentSecurityPolicy: false,
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
    crossOriginResourcePolicy: false,
    strictTransportSecurity: options.https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
  })
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('content-security-policy', DEFAULT_POLICY)
  })
}
