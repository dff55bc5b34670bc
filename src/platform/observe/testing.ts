import { type Level, type LineWriter, type Log, logThrough } from './log.ts'

export interface LogLine {
  readonly level: Level
  readonly message: string | undefined
  readonly fields: Readonly<Record<string, unknown>>
}

export interface CollectingLog extends Log {
  readonly lines: readonly LogLine[]
}

/** A log that keeps its lines, masked as the real one masks them. */
export function createCollectingLog(): CollectingLog {
  const lines: LogLine[] = []
  const writer = (bindings: Record<string, unknown>): LineWriter => ({
    isLevelEnabled: () => true,
    write: (level, fields, message) => void lines.push({ level, message, fields: { ...bindings, ...fields } }),
    child: (fields) => writer({ ...bindings, ...fields }),
  })
  return { ...logThrough(writer({})), lines }
}
