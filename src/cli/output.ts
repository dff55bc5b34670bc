/** An answer for programs. */
export type JsonObject = Readonly<Record<string, unknown>>

export interface Output {
  readonly json: boolean
  /** The one answer of the command: with --json the object, otherwise the text. A second answer is a mistake and throws. */
  answer(value: JsonObject, text: string | (() => string)): void
  /** A remark for people on stderr, such as progress. */
  note(text: string): void
}

export interface Streams {
  readonly stdout: (text: string) => void
  readonly stderr: (text: string) => void
}

export function createOutput(streams: Streams, json: boolean): Output {
  let answered = false
  return {
    json,
    answer(value, text) {
      if (answered) throw new Error('a command answers once')
      answered = true
      const words = json ? JSON.stringify(value) : typeof text === 'function' ? text() : text
      streams.stdout(`${words.replace(/\n$/, '')}\n`)
    },
    note(text) {
      streams.stderr(`${text}\n`)
    },
  }
}

/** Lines with the cells of each column below each other. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = []
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length)
    })
  }
  const line = (row: readonly string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')
  return rows.map((row) => line(row).trimEnd()).join('\n')
}
