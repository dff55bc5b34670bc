export interface ImportOptions {
  /** Checks everything and stores nothing. */
  readonly isDryRun?: boolean
  /** Told after each part of the file: bytes read and lines done so far. */
  readonly onProgress?: (bytes: number, lines: number) => void
}

/** A line that was not stored. */
export interface LineProblem {
  /** Number of the line, from 1. */
  readonly line: number
  /** Of the order, where it could be read. */
  readonly code?: string
  readonly message: string
}

export interface ImportReport {
  /** Lines with something in them. */
  readonly lines: number
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly failed: number
  /** The first problems; `failed` counts them all. */
  readonly errors: readonly LineProblem[]
}
