import type { FastifyInstance } from 'fastify'

/** Remembers all routes, so that a wrong method can be told from an unknown address (RFC 9110 15.5.6). */
export function collectRoutes(app: FastifyInstance): (path: string) => string[] {
  const routes: { pattern: RegExp; methods: readonly string[] }[] = []
  app.addHook('onRoute', (route) => {
    const methods = [route.method].flat()
    if (route.url !== '*') routes.push({ pattern: patternOf(route.url), methods })
  })
  return (path) => {
    const allowed = new Set<string>()
    for (const route of routes) if (route.pattern.test(path)) for (const method of route.methods) allowed.add(method)
    return [...allowed].sort()
  }
}

function patternOf(url: string): RegExp {
  const source = url
    .split('/')
    .map((part) => {
      if (part === '*') return '.*'
      return part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    })
    .join('/')
  return new RegExp(`^${source}$`)
}
