import type { FastifyBaseLogger } from 'fastify'
import type { Log } from '../observe/log.ts'

type Level = 'error' | 'warn' | 'info' | 'debug'

/** Every request has a log of its own: its methods stand on the class, so that making one costs next to nothing. */
class RequestLog {
  readonly level = 'info'
  readonly #log: Log
  readonly #fields: Record<string, unknown>

  constructor(log: Log, fields: Record<string, unknown>) {
    this.#log = log
    this.#fields = fields
  }

  fatal(first: unknown, second?: unknown): void {
    this.#write('error', first, second)
  }
  error(first: unknown, second?: unknown): void {
    this.#write('error', first, second)
  }
  warn(first: unknown, second?: unknown): void {
    this.#write('warn', first, second)
  }
  info(first: unknown, second?: unknown): void {
    this.#write('info', first, second)
  }
  debug(first: unknown, second?: unknown): void {
    this.#write('debug', first, second)
  }
  trace(first: unknown, second?: unknown): void {
    this.#write('debug', first, second)
  }
  silent(): void {}

  child(bindings: Record<string, unknown>): RequestLog {
    return new RequestLog(this.#log, { ...this.#fields, ...bindings })
  }

  #write(level: Level, first: unknown, second: unknown): void {
    if (typeof first === 'string') this.#log[level](this.#fields, first)
    else {
      const more = first instanceof Error ? { err: first } : (first as object)
      this.#log[level]({ ...this.#fields, ...more }, String(second ?? ''))
    }
  }
}

/** Our log in the form that Fastify asks for. Lines of a request carry its id. */
export function fastifyLog(log: Log): FastifyBaseLogger {
  return new RequestLog(log, {}) as unknown as FastifyBaseLogger
}
