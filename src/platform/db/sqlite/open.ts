import { closeSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeFolder } from '../../../core/make-folder.ts'
import { DatabaseUnavailable } from '../errors.ts'
import type { TransactionScope } from '../transaction-scope.ts'
import { SqliteConnection } from './connection.ts'
import { SqliteDialect } from './dialect.ts'
import { isBusy, translateSqliteError } from './errors.ts'
import { openWalFile } from './wal-file.ts'
import { SqliteWriter } from './writer.ts'

const DEFAULT_WAIT_MS = 10_000
const READER_BUSY_TIMEOUT_MS = 2000
const CACHE_KIB = 16_384
const WAL_LIMIT_BYTES = 64 * 1024 * 1024
/** Reads go through the page cache of the system without a copy: walking thousands of rows costs a third. */
const MAPPED_BYTES = 2 * 1024 * 1024 * 1024

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** The file holds personal data: it is made readable for its owner only; SQLite gives its side files the same mode. */
function makeFile(file: string): void {
  try {
    makeFolder(dirname(file))
    closeSync(openSync(file, 'a', 0o600))
  } catch (error) {
    throw new DatabaseUnavailable(`cannot write the database file ${file}: ${reasonOf(error)}`)
  }
}

function openConnection(file: string, busyTimeoutMs: number): SqliteConnection {
  const connection = new SqliteConnection(file, busyTimeoutMs)
  try {
    if (connection.pragma('journal_mode = wal') !== 'wal') {
      throw new DatabaseUnavailable('its file system does not allow a write-ahead log')
    }
    connection.pragma('synchronous = normal')
    connection.pragma(`cache_size = -${CACHE_KIB}`)
    connection.pragma(`journal_size_limit = ${WAL_LIMIT_BYTES}`)
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

async function openWriter(file: string, maxWaitMs: number): Promise<SqliteConnection> {
  const deadline = performance.now() + maxWaitMs
  for (;;) {
    try {
      return openConnection(file, 0)
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) {
        throw new DatabaseUnavailable(`cannot open the database ${file}: ${reasonOf(translateSqliteError(error))}`)
      }
    }
    await sleep(5 + Math.random() * 20)
  }
}

/**
 * Opens a SQLite file, made when missing together with its folder: one writer, one reader, write-ahead log, durable commits.
 *
 * @param maxWaitMs how long anything waits to be written
 * @throws DatabaseUnavailable when the file cannot be written or is not a database
 */
export async function openSqlite(
  file: string,
  scope: TransactionScope,
  maxWaitMs = DEFAULT_WAIT_MS,
): Promise<SqliteDialect> {
  makeFile(file)
  const writer = await openWriter(file, maxWaitMs)
  writer.pragma('secure_delete = on')
  const reader = openConnection(file, READER_BUSY_TIMEOUT_MS)
  reader.pragma('query_only = true')
  reader.pragma(`mmap_size = ${MAPPED_BYTES}`)
  return new SqliteDialect({ reader, writer: new SqliteWriter(writer, openWalFile(file), maxWaitMs), scope })
}
