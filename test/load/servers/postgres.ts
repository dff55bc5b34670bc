import { startPostgres } from '../../support/postgres.ts'

/** A PostgreSQL for the benchmark; its processes inherit the cores of this one. Ends with the channel to its parent. */
const server = await startPostgres()
process.send?.({ url: server.url })
process.once('message', stop)
process.once('disconnect', stop)

async function stop(): Promise<void> {
  await server.stop()
  process.exit()
}
