import { startPostgres } from './postgres.ts'
import { createTemplate } from './template.ts'

/** One PostgreSQL for a whole run of vitest. `FOYER_TEST_PG` names another one, `FOYER_TEST_PG=off` leaves it out. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  const given = process.env.FOYER_TEST_PG
  if (given === 'off') return undefined
  const server = given === undefined ? await startPostgres() : undefined
  if (server !== undefined) process.env.FOYER_TEST_PG = server.url
  try {
    await createTemplate()
  } catch (error) {
    await server?.stop()
    throw error
  }
  return async () => {
    if (server === undefined) return
    delete process.env.FOYER_TEST_PG
    await server.stop()
  }
}
