/** Something that is looked for again and again. */
export interface WorkLoop {
  start(): void
  /** Looks at once, if it was started, also while something else is being done. */
  soon(): void
  /** Waits until what is being done has ended, which it is told to do. */
  stop(): Promise<void>
}

interface LoopOptions {
  /** Looks for work and does it. @param goesOn false when it is to end soon */
  readonly work: (goesOn: () => boolean) => Promise<void>
  readonly onFailure: (error: unknown) => void
}

/** Does work when there is some, and looks for it every few milliseconds. */
export function workLoop(everyMs: number, { work, onFailure }: LoopOptions): WorkLoop {
  const running = new Set<Promise<void>>()
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  const goesOn = () => !isStopped

  async function look(): Promise<void> {
    try {
      await work(goesOn)
    } catch (error) {
      onFailure(error)
    }
  }

  function schedule(delayMs: number): void {
    clearTimeout(timer)
    if (isStopped) return
    timer = setTimeout(() => {
      const looking = look().finally(() => {
        running.delete(looking)
        schedule(everyMs)
      })
      running.add(looking)
    }, delayMs)
    timer.unref()
  }

  return {
    start: () => schedule(everyMs),
    soon() {
      if (timer) schedule(0)
    },
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await Promise.all(running)
    },
  }
}
