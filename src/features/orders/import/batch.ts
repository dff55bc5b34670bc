import type { OrderLine } from '../rules/line.ts'

/** A line that can be stored. */
export interface ReadyLine {
  readonly number: number
  readonly hash: string
  readonly order: OrderLine
}

/** Lines that are stored in one transaction; each order is among them once. */
export interface Batch {
  readonly lines: readonly ReadyLine[]
  readonly isFull: boolean
  /** False when the order is already there: store the batch first. */
  add(line: ReadyLine, bytes: number): boolean
}

/** @param maxBytes of the texts together, so that a batch of long lines is a short one */
export function createBatch(maxLines: number, maxBytes: number): Batch {
  const lines: ReadyLine[] = []
  const keys = new Set<string>()
  let bytes = 0
  return {
    lines,
    get isFull() {
      return lines.length >= maxLines || bytes >= maxBytes
    },
    add(line, size) {
      const key = orderKey(line.order)
      if (keys.has(key)) return false
      keys.add(key)
      lines.push(line)
      bytes += size
      return true
    },
  }
}

/** What tells an order apart; neither part can contain a space. */
export function orderKey({ event, code }: { readonly event: string; readonly code: string }): string {
  return `${event} ${code}`
}
