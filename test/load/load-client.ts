import { fileURLToPath } from 'node:url'
import { type Cores, pinned } from './cores.ts'
import { startChild } from './processes.ts'
import type { FlowJob, Job, LoginJob, LoginMeasurement, Measurement } from './types.ts'

/** The load client in its own process on its own core; it stays, so that it is warm for every measurement alike. */
export interface LoadClient {
  /** @throws Error with what failed in the first flow that did */
  run(job: Omit<FlowJob, 'kind'>): Promise<Measurement>
  /** @throws Error with what failed in the first login that was neither right nor refused for the time being */
  storm(job: Omit<LoginJob, 'kind'>): Promise<LoginMeasurement>
  stop(): Promise<void>
}

export function startLoadClient(cores: Cores): LoadClient {
  const worker = fileURLToPath(new URL('client/worker.ts', import.meta.url))
  const child = startChild(pinned(cores, 'client', [process.execPath, '--no-warnings', worker]))
  const ask = <T>(job: Job): Promise<T> =>
    new Promise((resolve, reject) => {
      const ended = () => reject(new Error(`the load client has ended: ${child.said()}`))
      child.process.once('exit', ended)
      child.process.once('message', (message) => {
        child.process.off('exit', ended)
        const { measurement, problem } = message as { measurement?: T; problem?: string }
        if (measurement) resolve(measurement)
        else reject(new Error(problem))
      })
      child.process.send(job)
    })
  return {
    run: (job) => ask({ kind: 'flows', ...job }),
    storm: (job) => ask({ kind: 'logins', ...job }),
    stop: child.stop,
  }
}
