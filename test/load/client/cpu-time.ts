import { readFileSync } from 'node:fs'

/** Ticks of the clock in which Linux counts CPU time, per second. */
const TICKS_PER_SECOND = 100

/** CPU time that a process has used, all its threads together, in ms; null where the system does not tell. */
export function cpuTimeOf(pid: number): number | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const ticks = Number(fields[11]) + Number(fields[12])
    return Number.isFinite(ticks) ? (ticks * 1000) / TICKS_PER_SECOND : null
  } catch {
    return null
  }
}
