import type { FastifyBaseLogger } from 'fastify'
import type { Log } from '../observe/log.ts'

type Method = (first: unknown, second?: unknown) => void

/** Our log in the form that Fastify asks for. Lines of a request carry its id; nothing is built before a line is written. */
export function fastifyLog(log: Log, fields: Record<string, unknown> = {}): FastifyBaseLogger {
  const method =
    (write: Log['info']): Method =>
    (first, second) => {
      if (typeof first === 'string') write(fields, first)
      else write({ ...fields, ...(first instanceof Error ? { err: first } : (first as object)) }, String(second ?? ''))
    }
  const logger = {
    level: 'info',
    fatal: method(log.error),
    error: method(log.error),
    warn: method(log.warn),
    info: method(log.info),
    debug: method(log.debug),
    trace: method(log.debug),
    silent: () => {},
    child: (bindings: Record<string, unknown>) => fastifyLog(log, { ...fields, ...bindings }),
  }
  return logger as unknown as FastifyBaseLogger
}
