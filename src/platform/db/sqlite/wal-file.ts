import { closeSync, fdatasync, openSync } from 'node:fs'
import { promisify } from 'node:util'
import { DatabaseUnavailable } from '../errors.ts'

const sync = promisify(fdatasync)

/** Where commits are written first, seen from the disk. */
export interface WalFile {
  /**
   * Brings all that was committed before to the disk, without blocking the event loop.
   *
   * @throws DatabaseUnavailable when the disk fails
   */
  flush(): Promise<void>
  close(): void
}

/**
 * Opens the write-ahead log of a SQLite file that is open already. With `synchronous = normal` SQLite flushes it before
 * each checkpoint, but not after each commit; a flush of our own makes a commit as durable as `synchronous = full` does.
 * SQLite keeps its locks on other files, so a second handle does not disturb them. https://www.sqlite.org/wal.html
 */
export function openWalFile(file: string): WalFile {
  const handle = openSync(`${file}-wal`, 'r+')
  return {
    async flush() {
      try {
        await sync(handle)
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        throw new DatabaseUnavailable(`what was written could not be brought to the disk: ${reason}`)
      }
    },
    close: () => closeSync(handle),
  }
}
