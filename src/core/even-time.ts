import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Does some work and answers, or fails, not before `ms` milliseconds have passed: how long it took tells nothing about what
 * was found.
 */
export async function inEvenTime<T>(ms: number, work: () => Promise<T>): Promise<T> {
  const [result] = await Promise.allSettled([work(), sleep(ms)])
  if (result.status === 'rejected') throw result.reason
  return result.value
}
