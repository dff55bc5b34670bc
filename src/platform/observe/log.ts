import { type DestinationStream, destination, pino } from 'pino'
import { prettyLine } from './pretty.ts'
import { redact, safeText } from './redact.ts'

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'

/** One line: fields with or without a sentence, or a sentence alone. Secrets among the fields are masked. */
export interface LogMethod {
  (fields: object, message?: string): void
  (message: string): void
}

/** Structured log. An error goes in as `{ err }`. */
export interface Log {
  readonly error: LogMethod
  readonly warn: LogMethod
  readonly info: LogMethod
  readonly debug: LogMethod
  /** A log whose lines all carry these fields, too. */
  child(fields: object): Log
}

export interface LogOptions {
  readonly level: LogLevel
  /** Short lines for people instead of JSON. Default: when `stream` is not given and standard error is a terminal. */
  readonly pretty?: boolean
  /** Where lines go; default: standard error, because standard output belongs to the answers of commands. */
  readonly stream?: DestinationStream
}

/** The part of a logger that this file stands on. */
export interface LineWriter {
  isLevelEnabled(level: Level): boolean
  write(level: Level, fields: Record<string, unknown>, message: string | undefined): void
  child(fields: Record<string, unknown>): LineWriter
}

export type Level = 'error' | 'warn' | 'info' | 'debug'

/** JSON lines (`level`, `time` as ISO 8601, fields, `msg`), or short lines on a terminal. */
export function createLog(options: LogOptions): Log {
  const pretty = options.pretty ?? (options.stream === undefined && process.stderr.isTTY === true)
  const output = options.stream ?? destination({ fd: 2, sync: pretty })
  const stream = pretty
    ? { write: (line: string) => void output.write(prettyLine(line, process.stderr.isTTY === true)) }
    : output
  const logger = pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: (err: unknown) => err },
    },
    stream,
  )
  return logThrough(pinoWriter(logger))
}

/** Puts the masking in front of a writer. */
export function logThrough(writer: LineWriter): Log {
  const method = (level: Level): LogMethod => {
    return (first: object | string, second?: string) => {
      if (!writer.isLevelEnabled(level)) return
      const message = typeof first === 'string' ? first : second
      const fields = typeof first === 'string' ? {} : first instanceof Error ? { err: first } : first
      writer.write(level, redact(fields), message === undefined ? undefined : safeText(message))
    }
  }
  return {
    error: method('error'),
    warn: method('warn'),
    info: method('info'),
    debug: method('debug'),
    child: (fields) => logThrough(writer.child(redact(fields))),
  }
}

function pinoWriter(logger: pino.Logger): LineWriter {
  return {
    isLevelEnabled: (level) => logger.isLevelEnabled(level),
    write: (level, fields, message) => (message === undefined ? logger[level](fields) : logger[level](fields, message)),
    child: (fields) => pinoWriter(logger.child(fields)),
  }
}
