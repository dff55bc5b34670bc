import { type DbOptions, openDb } from '../../src/platform/db/db.ts'
import { migrateToLatest } from '../../src/platform/db/migrate.ts'
import { createThings, thing, withThings } from './things.ts'

/** A process of its own: migrates the given database, then writes `count` rows whose ids begin with `prefix`. */
const { options, prefix, count }: { options: DbOptions; prefix: string; count: number } = JSON.parse(
  process.argv[2] ?? '{}',
)
const db = await openDb(options)
const ran = await migrateToLatest(db, { '0001-things': createThings })
for (let i = 0; i < count; i += 4) {
  const rows = [0, 1, 2, 3].map((j) => thing(`${prefix}${i + j}`))
  await Promise.all(rows.map((row) => withThings(db.q).insertInto('things').values(row).execute()))
}
await db.close()
console.log(JSON.stringify(ran))
