import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { createTestDatabase, hasPostgres } from '../../../../test/support/postgres-databases.ts'
import { gatherFirstStatistics } from './first-statistics.ts'

const FIND = 'explain (generic_plan) select * from logins where organizer = $1 and hash = $2 and client = $3'

describe.skipIf(!hasPostgres())('a table that was just filled', () => {
  it('is searched by its key within seconds, not by another index of the organizer', async () => {
    const database = await createTestDatabase('empty')
    const pool = new pg.Pool({ connectionString: database.url })
    const plan = async () => JSON.stringify((await pool.query(FIND)).rows)
    await pool.query(`
      create table logins (organizer text, hash text, client text, unique (organizer, hash));
      create index logins_by_client on logins (organizer, client);
      create table few (id integer)`)
    const stop = gatherFirstStatistics(pool, 50)
    expect(await plan()).toContain('logins_by_client')
    await pool.query(`insert into logins select 'acme', i::text, 'shop' from generate_series(1, 2000) i`)
    await pool.query('insert into few values (1)')
    await expect.poll(plan).toContain('logins_organizer_hash_key')
    const unknown = await pool.query('select relname from pg_class where reltuples < 0 and relname in ($1, $2)', [
      'logins',
      'few',
    ])
    expect(unknown.rows).toEqual([{ relname: 'few' }])
    stop()
    await pool.end()
    await database.drop()
  })
})
