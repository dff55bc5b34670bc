const WIDTH = 30
const EVERY_MS = 200

/** Where a bar is drawn; only a terminal shows one. */
export interface Terminal {
  readonly isTTY?: boolean
  write(text: string): unknown
}

export interface ProgressBar {
  /** @param done of `total`, in whatever unit; @param text what stands behind the bar */
  at(done: number, text: string): void
  /** Takes the bar away, so that what follows begins on an empty line. */
  end(): void
}

/**
 * A bar in one line of a terminal, drawn anew a few times a second. Draws nothing where the output is a file or a pipe.
 * @param total null when it is not known: only the text is shown
 */
export function progressBar(total: number | null, terminal: Terminal = process.stderr): ProgressBar {
  let drawnAt = Number.NEGATIVE_INFINITY
  return {
    at(done, text) {
      const now = performance.now()
      if (!terminal.isTTY || now - drawnAt < EVERY_MS) return
      drawnAt = now
      terminal.write(`\r\u001b[K${bar(done, total)}${text}`)
    },
    end() {
      if (terminal.isTTY && Number.isFinite(drawnAt)) terminal.write('\r\u001b[K')
    },
  }
}

function bar(done: number, total: number | null): string {
  if (total === null || total === 0) return ''
  const part = Math.min(1, done / total)
  const filled = Math.round(part * WIDTH)
  return `[${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${Math.floor(part * 100)} %  `
}
