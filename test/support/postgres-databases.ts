import { randomBytes } from 'node:crypto'
import pg from 'pg'

/** A template with all migrations, made by the global setup. */
export const MIGRATED = 'foyer_migrated'

export interface TestDatabase {
  readonly url: string
  drop(): Promise<void>
}

/** Whether this run has a PostgreSQL: `FOYER_TEST_PG` is its administrative address, `off` runs the tests without one. */
export function hasPostgres(): boolean {
  return process.env.FOYER_TEST_PG !== 'off'
}

function adminUrl(): string {
  const url = process.env.FOYER_TEST_PG
  if (url === undefined || url === 'off') {
    throw new Error('FOYER_TEST_PG is not set: the vitest project lacks test/support/global-setup.ts')
  }
  return url
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl() })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

export function databaseUrl(name: string): string {
  const url = new URL(adminUrl())
  url.pathname = `/${name}`
  return url.href
}

export async function createNamedDatabase(name: string): Promise<void> {
  await administer(`create database ${name}`)
}

export async function dropNamedDatabase(name: string): Promise<void> {
  await administer(`drop database if exists ${name} with (force)`)
}

/** A fresh database, empty or with all migrations. */
export async function createTestDatabase(content: 'empty' | 'migrated' = 'migrated'): Promise<TestDatabase> {
  const name = `foyer_${randomBytes(6).toString('hex')}`
  const template = content === 'migrated' ? MIGRATED : 'template1'
  await administer(`create database ${name} template ${template} strategy file_copy`)
  return { url: databaseUrl(name), drop: () => dropNamedDatabase(name) }
}
