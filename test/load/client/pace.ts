/** A span of `performance.now()`, in ms. */
export interface Window {
  readonly start: number
  readonly end: number
}

/** The time of the warm-up, and the time that is measured after it. */
export function windowAfter(warmUpMs: number, durationMs: number): Window {
  const start = performance.now() + warmUpMs
  return { start, end: start + durationMs }
}

export const until = (time: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, time - performance.now())))

/**
 * Repeats until the window is over, one after the other, and reports how long each took that ended within it, in ms.
 *
 * @param everyMs at most one in this time; null without a pause. One that could not begin in time, because the one before took
 *   so long, counts from when it was due: a server that stops for a while is not asked less often for it
 */
export async function repeatWithin(
  window: Window,
  everyMs: number | null,
  run: () => Promise<unknown>,
  report: (durationMs: number) => void,
): Promise<void> {
  let due = performance.now()
  for (let from = due; from < window.end; ) {
    await run()
    const to = performance.now()
    if (to >= window.start && to < window.end) report(to - from)
    if (everyMs === null) {
      from = to
      continue
    }
    due += everyMs
    if (to < due) await until(due)
    from = to < due ? performance.now() : due
  }
}
