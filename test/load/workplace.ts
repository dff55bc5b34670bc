import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { tempRoot } from '../support/temp-root.ts'
import { type Cores, chooseCores, pinned } from './cores.ts'
import { makePeople, type Person } from './people.ts'
import { type Child, startChild } from './processes.ts'
import type { Place } from './types.ts'

/** What all targets share; removed with everything in it at the end. */
export interface Workplace extends AsyncDisposable {
  readonly cores: Cores
  readonly folder: string
  /** Who logs in at each server. */
  readonly people: readonly Person[]
  /** Flags of Node with which servers write a profile of their CPU time. */
  readonly profiling: readonly string[]
  /** A SQLite file that does not exist yet, for the target of this name. */
  sqlite(name: string): Place
  /** A new database of this run's PostgreSQL, which is started with the first. */
  postgres(name: string): Promise<Place>
}

export function createWorkplace(options: {
  readonly sessions: number
  readonly profileFolder?: string | undefined
}): Workplace {
  const cores = chooseCores()
  const folder = mkdtempSync(join(tempRoot(), 'foyer-bench-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  process.once('exit', remove)
  let server: Promise<{ child: Child; url: string }> | undefined
  return {
    cores,
    folder,
    people: makePeople(options.sessions),
    profiling: options.profileFolder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${options.profileFolder}`],
    sqlite(name) {
      const place = join(folder, name)
      mkdirSync(place)
      return { kind: 'sqlite', title: 'SQLite', database: { sqliteFile: join(place, 'foyer.sqlite') } }
    },
    async postgres(name) {
      server ??= startPostgres(cores)
      const { url } = await server
      return { kind: 'postgres', title: 'PostgreSQL', database: { databaseUrl: await createDatabase(url, name) } }
    },
    async [Symbol.asyncDispose]() {
      const running = await server?.catch(() => undefined)
      await running?.child.stop()
      remove()
    },
  }
}

async function startPostgres(cores: Cores): Promise<{ child: Child; url: string }> {
  const program = fileURLToPath(new URL('servers/postgres.ts', import.meta.url))
  const child = startChild(pinned(cores, 'database', [process.execPath, '--no-warnings', program]))
  const url = await new Promise<string>((resolve, reject) => {
    child.process.once('message', (message) => resolve((message as { url: string }).url))
    child.process.once('exit', () => reject(new Error(child.said())))
  })
  return { child, url }
}

async function createDatabase(adminUrl: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query(`create database ${name}`)
  } finally {
    await client.end()
  }
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  return url.href
}
