import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CompiledQuery } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DatabaseBusy, DatabaseUnavailable, UniqueViolation } from '../errors.ts'
import { SqliteConnection } from './connection.ts'
import { openWalFile, type WalFile } from './wal-file.ts'
import { SqliteWriter } from './writer.ts'

const insert = (id: number) => CompiledQuery.raw('insert into t (id) values (?)', [id])

/** The real log file, whose flushes can be held and made to fail. */
class SlowDisk implements WalFile {
  readonly #file: WalFile
  #release: (() => void) | undefined
  #held: Promise<void> = Promise.resolve()
  failure: Error | undefined
  flushes = 0

  constructor(file: WalFile) {
    this.#file = file
  }

  hold(): void {
    this.#held = new Promise((resolve) => {
      this.#release = resolve
    })
  }

  release(): void {
    this.#release?.()
  }

  async flush(): Promise<void> {
    this.flushes++
    await this.#held
    if (this.failure !== undefined) throw this.failure
    await this.#file.flush()
  }

  close(): void {
    this.#file.close()
  }
}

describe('the SQLite writer', () => {
  let folder: string
  let connection: SqliteConnection
  let writer: SqliteWriter
  let other: SqliteConnection
  let disk: SlowDisk

  const ids = () => other.run(CompiledQuery.raw('select id from t order by id')).rows.map((row) => row.id)

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'foyer-writer-'))
    connection = new SqliteConnection(join(folder, 'test.sqlite'), 0)
    connection.pragma('journal_mode = wal')
    connection.run(CompiledQuery.raw('create table t (id integer primary key)'))
    other = new SqliteConnection(join(folder, 'test.sqlite'), 0)
    disk = new SlowDisk(openWalFile(join(folder, 'test.sqlite')))
    writer = new SqliteWriter(connection, disk, 60_000)
  })

  afterEach(async () => {
    await writer.close()
    other.close()
    rmSync(folder, { recursive: true })
  })

  it('commits statements of concurrent callers together, before any of them resolves', async () => {
    let seenByFirst: unknown[] = []
    const first = writer.execute(insert(1)).then(() => {
      seenByFirst = ids()
    })
    await Promise.all([first, writer.execute(insert(2)), writer.execute(insert(3))])
    expect(seenByFirst).toEqual([1, 2, 3])
  })

  it('lets a failing statement of a group fail alone', async () => {
    const group = [1, 2, 1, 3].map((id) => writer.execute(insert(id)))
    const results = await Promise.allSettled(group)
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
    await expect(group[2]).rejects.toBeInstanceOf(UniqueViolation)
    expect(ids()).toEqual([1, 2, 3])
  })

  it('repeats the rest of a group when a statement undoes the whole of it', async () => {
    const undoing = CompiledQuery.raw('insert or rollback into t (id) values (?)', [1])
    const group = [writer.execute(insert(1)), writer.execute(undoing), writer.execute(insert(2))]
    const results = await Promise.allSettled(group)
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(ids()).toEqual([1, 2])
  })

  it('waits for the writer of another process without blocking, then goes on', async () => {
    other.begin()
    let turns = 0
    const timer = setInterval(() => {
      if (++turns === 5) other.commit()
    }, 5)
    const waiting = [writer.execute(insert(1)), writer.execute(insert(2))]
    await Promise.all(waiting)
    clearInterval(timer)
    expect(turns).toBeGreaterThanOrEqual(5)
    expect(ids()).toEqual([1, 2])
  })

  it('gives up with a typed error when the other process does not end', async () => {
    other.begin()
    const hasty = new SqliteWriter(connection, disk, 100)
    const waiting = [hasty.execute(insert(1)), hasty.begin()]
    const results = await Promise.allSettled(waiting)
    expect(results.map((result) => result.status === 'rejected' && result.reason)).toEqual([
      expect.any(DatabaseBusy),
      expect.any(DatabaseBusy),
    ])
    other.rollback()
    await writer.execute(insert(3))
    expect(ids()).toEqual([3])
  })

  it('lets waiting callers give up while a transaction does not end', async () => {
    const hasty = new SqliteWriter(connection, disk, 100)
    await hasty.begin()
    await expect(hasty.execute(insert(1))).rejects.toBeInstanceOf(DatabaseBusy)
    await hasty.end('rollback')
    await writer.execute(insert(2))
    expect(ids()).toEqual([2])
  })

  it('finishes what waits when it is closed and refuses what comes later', async () => {
    const waiting = [writer.execute(insert(1)), writer.begin().then(() => writer.end('commit'))]
    const closed = writer.close()
    await expect(writer.execute(insert(2))).rejects.toBeInstanceOf(DatabaseUnavailable)
    await Promise.all([...waiting, closed])
    expect(ids()).toEqual([1])
  })

  it('tells nobody of a commit before it is on the disk, and lets the event loop go on meanwhile', async () => {
    disk.hold()
    const told: string[] = []
    const statement = writer.execute(insert(1)).then(() => told.push('statement'))
    await until(() => disk.flushes === 1)
    const transaction = writer.begin().then(async () => {
      writer.executeInTransaction(insert(2))
      await writer.end('commit')
      told.push('transaction')
    })
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(told).toEqual([])
    disk.release()
    await Promise.all([statement, transaction])
    expect(told).toEqual(['statement', 'transaction'])
    expect(disk.flushes).toBe(2)
  })

  it('writes nothing any more once the disk has failed', async () => {
    disk.hold()
    const first = writer.execute(insert(1))
    await until(() => disk.flushes === 1)
    const second = writer.execute(insert(2))
    disk.failure = new DatabaseUnavailable('the disk is gone')
    disk.release()
    const results = await Promise.allSettled([first, second, writer.execute(insert(3)), writer.begin()])
    expect(results.map((result) => result.status === 'rejected' && result.reason)).toEqual(Array(4).fill(disk.failure))
    expect(ids()).toEqual([1])
  })
})

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 1))
}
