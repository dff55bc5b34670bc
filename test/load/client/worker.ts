import type { Job } from '../types.ts'
import { measure } from './measure.ts'
import { storm } from './storm.ts'

/** The load client as a process of its own: answers each job with its measurement, or with what failed. */
process.on('message', async (job: Job) => {
  try {
    process.send?.({ measurement: await (job.kind === 'flows' ? measure(job) : storm(job)) })
  } catch (error) {
    process.send?.({ problem: error instanceof Error ? error.message : String(error) })
  }
})
process.on('disconnect', () => process.exit())
