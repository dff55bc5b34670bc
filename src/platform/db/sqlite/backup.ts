import { closeSync, fsyncSync, linkSync, openSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { sql } from 'kysely'
import type { Db } from '../db.ts'
import { DatabaseMisuse } from '../errors.ts'

/** The copy could not be put where it was asked for. */
export class BackupRefused extends Error {}

function makePartial(file: string): string {
  const partial = join(dirname(file), `.${basename(file)}.${process.pid}.partial`)
  try {
    closeSync(openSync(partial, 'wx', 0o600))
    return partial
  } catch (error) {
    throw new BackupRefused(`cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function putInPlace(partial: string, file: string): void {
  const handle = openSync(partial, 'r+')
  fsyncSync(handle)
  closeSync(handle)
  try {
    linkSync(partial, file)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      throw new BackupRefused(`${file} exists already; choose another name`)
    }
    throw error
  }
}

/**
 * Copies a SQLite database as it is at one moment into a new file, readable for its owner only, while servers go on
 * reading and writing. The file appears when it is complete.
 * @returns its size in bytes
 * @throws BackupRefused when the file exists or its folder cannot be written
 */
export async function backupSqlite(db: Db, file: string): Promise<number> {
  if (db.kind !== 'sqlite') throw new DatabaseMisuse('only a SQLite database is copied as a file')
  if (statSync(file, { throwIfNoEntry: false }) !== undefined) {
    throw new BackupRefused(`${file} exists already; choose another name`)
  }
  const partial = makePartial(file)
  try {
    await sql`vacuum into ${partial}`.execute(db.q)
    putInPlace(partial, file)
    return statSync(file).size
  } finally {
    rmSync(partial, { force: true })
  }
}
