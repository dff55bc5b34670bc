import { createHash, randomBytes } from 'node:crypto'
import { type CustomerId, type CustomerSessionId, newId, type OrganizerId } from '../../../src/core/ids.ts'
import { systemRandom } from '../../../src/core/random.ts'
import { type Database, openDb } from '../../../src/platform/db/db.ts'
import { migrateToLatest } from '../../../src/platform/db/migrate.ts'
import type { Person } from '../people.ts'
import { freePort } from '../processes.ts'
import type { BareConfig } from '../servers/bare.ts'
import { generateKeys } from '../servers/keys.ts'
import { ALGORITHMS, type Algorithm, type BenchSession, type Place, SCOPE, type Target } from '../types.ts'
import type { Workplace } from '../workplace.ts'
import { startProgram } from './program.ts'
import { insertClients, insertOrganizers, insertPeople } from './rows.ts'

const DAY_MS = 24 * 3_600_000

interface BareRows extends Pick<BareConfig, 'organizer' | 'clients'> {
  readonly sessions: readonly BenchSession[]
}

/** The ceiling on a database: Foyer's tables and statements under nothing but Fastify and one signature. */
export async function prepareBare(workplace: Workplace, place: Place): Promise<Target> {
  const { organizer, clients, sessions } = await insertRows(place, workplace.people)
  const keys = await generateKeys()
  const client = (algorithm: Algorithm) => ({ clientId: `bench-${algorithm}`, clientSecret: 'unused' })
  return {
    title: `bare Fastify on ${place.title}`,
    place,
    async start() {
      const config: BareConfig = { port: await freePort(), database: place.database, organizer, keys, clients }
      const child = await startProgram(workplace, 'bare.ts', config)
      const subject = {
        issuer: `http://127.0.0.1:${config.port}`,
        clients: { RS256: client('RS256'), ES256: client('ES256') },
        scope: SCOPE,
        sessions,
        signs: true,
      }
      return { subject, pid: child.pid, stop: child.stop }
    },
  }
}

async function insertRows(place: Place, people: readonly Person[]): Promise<BareRows> {
  const db = await openDb(place.database)
  try {
    await migrateToLatest(db)
    const [organizer] = await insertOrganizers(db.q, ['bench'])
    if (organizer === undefined) throw new Error('no organizer')
    const made = ALGORITHMS.map((algorithm) => ({ organizer, clientId: `bench-${algorithm}`, algorithm }))
    const ids = await insertClients(db.q, made)
    const clients = ids.flatMap((id, index) => {
      const client = made[index]
      return client === undefined ? [] : [[client.clientId, { id, algorithm: client.algorithm }] as const]
    })
    const sessions: BenchSession[] = []
    for (const [index, id] of (await insertPeople(db.q, organizer, people, null)).entries()) {
      const subject = people[index]?.identifier ?? ''
      sessions.push({ cookie: `session=${await insertSession(db.q, organizer, id)}`, subject })
    }
    return { organizer, clients: Object.fromEntries(clients), sessions }
  } finally {
    await db.close()
  }
}

/** Answers the secret of the session. */
async function insertSession(q: Database, organizer: OrganizerId, customer: CustomerId): Promise<string> {
  const now = Date.now()
  const secret = randomBytes(32).toString('base64url')
  await q
    .insertInto('customer_sessions')
    .values({
      id: newId<CustomerSessionId>(systemRandom),
      organizer_id: organizer,
      id_hash: createHash('sha256').update(secret).digest('base64url'),
      customer_id: customer,
      auth_at: now,
      amr: 'pwd',
      created_at: now,
      last_used_at: now,
      expires_at: now + 14 * DAY_MS,
      user_agent: '',
      ip_prefix: '127.0.0.0',
      host: null,
    })
    .execute()
  return secret
}
