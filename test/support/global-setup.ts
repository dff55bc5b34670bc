import { HASTY, startPostgres, type TestPostgres } from './postgres.ts'
import { enterRunFolder } from './run-folder.ts'
import { createSqliteTemplate, createTemplate } from './template.ts'

/**
 * A temporary folder, one PostgreSQL and templates of both databases for a whole run of vitest. `FOYER_TEST_PG` names
 * another PostgreSQL, `FOYER_TEST_PG=off` leaves it out.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const run = enterRunFolder()
  const given = process.env.FOYER_TEST_PG
  let server: TestPostgres | undefined
  async function end(): Promise<void> {
    if (server !== undefined) {
      delete process.env.FOYER_TEST_PG
      await server.stop()
    }
    delete process.env.FOYER_TEST_SQLITE
    run.remove()
  }
  try {
    await createSqliteTemplate(run.folder)
    if (given === 'off') return end
    if (given === undefined) {
      server = await startPostgres({ root: run.folder, settings: HASTY })
      process.env.FOYER_TEST_PG = server.url
    }
    await createTemplate()
  } catch (error) {
    await end()
    throw error
  }
  return end
}
