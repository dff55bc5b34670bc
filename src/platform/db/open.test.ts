import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, hasPostgres } from '../../../test/support/postgres-databases.ts'
import { type Db, openDb } from './db.ts'
import { DatabaseUnavailable } from './errors.ts'

describe('opening SQLite', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'foyer-open-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('makes folder and file for the owner only', async () => {
    const sqliteFile = join(folder, 'new', 'foyer.sqlite')
    const db = await openDb({ sqliteFile })
    expect(statSync(sqliteFile).mode & 0o777).toBe(0o600)
    expect(statSync(join(folder, 'new')).mode & 0o777).toBe(0o700)
    const { rows } = await sql`pragma journal_mode`.execute(db.q)
    expect(rows).toEqual([{ journal_mode: 'wal' }])
    await db.close()
  })

  it('names a file that cannot be made', async () => {
    writeFileSync(join(folder, 'file'), '')
    const opening = openDb({ sqliteFile: join(folder, 'file', 'foyer.sqlite') })
    await expect(opening).rejects.toBeInstanceOf(DatabaseUnavailable)
    await expect(opening).rejects.toThrow(`cannot write the database file ${folder}/file/foyer.sqlite`)
  })

  it('says when the file is something else or a folder', async () => {
    writeFileSync(join(folder, 'text.sqlite'), 'this is a text and not a database'.repeat(100))
    mkdirSync(join(folder, 'folder.sqlite'))
    const opening = openDb({ sqliteFile: join(folder, 'text.sqlite') })
    await expect(opening).rejects.toBeInstanceOf(DatabaseUnavailable)
    await expect(opening).rejects.toThrow('the file is not a SQLite database')
    await expect(openDb({ sqliteFile: join(folder, 'folder.sqlite') })).rejects.toBeInstanceOf(DatabaseUnavailable)
  })
})

describe.skipIf(!hasPostgres())('opening PostgreSQL', () => {
  async function closedPort(): Promise<number> {
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const address = server.address()
    await new Promise((resolve) => server.close(resolve))
    return address !== null && typeof address === 'object' ? address.port : 1
  }

  async function failure(databaseUrl: string): Promise<string> {
    try {
      await openDb({ databaseUrl })
    } catch (error) {
      if (error instanceof DatabaseUnavailable) return error.message
    }
    return 'no DatabaseUnavailable'
  }

  it('names host and port when nobody listens, and never the password', async () => {
    const port = await closedPort()
    const message = await failure(`postgres://ann:s3cret-word@127.0.0.1:${port}/foyer`)
    expect(message).toBe(
      `cannot connect to PostgreSQL at 127.0.0.1:${port} (database foyer): PostgreSQL cannot be reached: ECONNREFUSED`,
    )
  })

  it('says when the password or the database is wrong or the address is none', async () => {
    const { url, drop } = await createTestDatabase('empty')
    const wrongPassword = new URL(url)
    wrongPassword.password = 's3cret-word'
    const wrongName = new URL(url)
    wrongName.pathname = '/nowhere'
    expect(await failure(wrongPassword.href)).toContain('password authentication failed')
    expect(await failure(wrongPassword.href)).not.toContain('s3cret-word')
    expect(await failure(wrongName.href)).toContain('database "nowhere" does not exist')
    expect(await failure('postgres://ann:s3cret-word@host:port/x')).toContain('not a valid one')
    expect(await failure('mysql://ann:s3cret-word@127.0.0.1/x')).toContain('not a valid one')
    await drop()
  })

  it('goes on with new connections, and prepared statements, after all were lost', async () => {
    const { url, drop } = await createTestDatabase('empty')
    const lost: string[] = []
    const db: Db = await openDb({ databaseUrl: url, log: { warn: (_details, message) => lost.push(message) } })
    const admin = await openDb({ databaseUrl: url, poolSize: 1 })
    const two = () => sql<{ two: number }>`select ${1}::int + 1 as two`.execute(db.q)
    for (let i = 0; i < 3; i++) await two()
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(admin.q)
    await expect.poll(() => lost.length).toBeGreaterThan(0)
    expect((await two()).rows).toEqual([{ two: 2 }])
    const killed = db.transaction(async (trx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx)
      await sql`select pg_terminate_backend(${rows[0]?.pid ?? 0}::int)`.execute(admin.q)
      await sql`select 1`.execute(trx)
    })
    await expect(killed).rejects.toBeInstanceOf(DatabaseUnavailable)
    expect((await two()).rows).toEqual([{ two: 2 }])
    await Promise.all([db.close(), admin.close()])
    await drop()
  })
})
