import { createHash, randomBytes } from 'node:crypto'
import {
  type CustomerId,
  type CustomerSessionId,
  newId,
  type OrganizerId,
  type SsoClientId,
} from '../../../src/core/ids.ts'
import { systemRandom } from '../../../src/core/random.ts'
import { type Db, openDb } from '../../../src/platform/db/db.ts'
import { migrateToLatest } from '../../../src/platform/db/migrate.ts'
import type { Person } from '../people.ts'
import { freePort } from '../processes.ts'
import type { BareConfig } from '../servers/bare.ts'
import { generateKeys } from '../servers/keys.ts'
import { ALGORITHMS, type Algorithm, type BenchSession, REDIRECT_URI, type Target } from '../types.ts'
import type { Place, Workplace } from '../workplace.ts'
import { startProgram } from './program.ts'

const DAY_MS = 24 * 3_600_000

/** The ceiling on a database: Foyer's tables and statements under nothing but Fastify and one signature. */
export async function prepareBare(workplace: Workplace, place: Place): Promise<Target> {
  const db = await openDb(place.database)
  await migrateToLatest(db)
  const organizer = newId<OrganizerId>(systemRandom)
  await insertOrganizer(db, organizer)
  const ids = { RS256: newId<SsoClientId>(systemRandom), ES256: newId<SsoClientId>(systemRandom) }
  for (const algorithm of ALGORITHMS) await insertClient(db, organizer, ids[algorithm], algorithm)
  const sessions: BenchSession[] = []
  for (const person of workplace.people) sessions.push(await insertPerson(db, organizer, person))
  await db.close()

  const keys = await generateKeys()
  const clients = Object.fromEntries(
    ALGORITHMS.map((algorithm) => [`bench-${algorithm}`, { id: ids[algorithm], algorithm }]),
  )
  const client = (algorithm: Algorithm) => ({ clientId: `bench-${algorithm}`, clientSecret: 'unused' })
  return {
    title: `bare Fastify on ${place.title}`,
    async start() {
      const config: BareConfig = { port: await freePort(), database: place.database, organizer, keys, clients }
      const child = await startProgram(workplace, 'bare.ts', config)
      const subject = {
        issuer: `http://127.0.0.1:${config.port}`,
        clients: { RS256: client('RS256'), ES256: client('ES256') },
        sessions,
        signs: true,
      }
      return { subject, pid: child.pid, stop: child.stop }
    },
  }
}

async function insertOrganizer(db: Db, id: OrganizerId): Promise<void> {
  await db.q
    .insertInto('organizers')
    .values({
      id,
      slug: 'bench',
      name: 'Bench',
      locale: 'en',
      time_zone: 'UTC',
      brand_color: '#336699',
      tagline: null,
      created_at: Date.now(),
    })
    .execute()
}

async function insertClient(db: Db, organizer: OrganizerId, id: SsoClientId, algorithm: Algorithm): Promise<void> {
  await db.q
    .insertInto('sso_clients')
    .values({
      id,
      organizer_id: organizer,
      client_id: `bench-${algorithm}`,
      name: algorithm,
      is_active: true,
      client_type: 'confidential',
      token_endpoint_auth_method: 'client_secret_basic',
      grant_types: '["authorization_code"]',
      response_types: '["code"]',
      redirect_uris: JSON.stringify([REDIRECT_URI]),
      post_logout_redirect_uris: '[]',
      allowed_scopes: '["openid","profile","email","phone"]',
      require_pkce: false,
      consent: 'never',
      id_token_alg: algorithm,
      backchannel_logout_uri: null,
      frontchannel_logout_uri: null,
      secret_hash: null,
      secret_created_at: null,
      former_secret_hash: null,
      former_secret_expires_at: null,
      options: '{}',
      registration_token_hash: null,
      created_at: Date.now(),
      modified_at: Date.now(),
    })
    .execute()
}

async function insertPerson(db: Db, organizer: OrganizerId, person: Person): Promise<BenchSession> {
  const id = newId<CustomerId>(systemRandom)
  const now = Date.now()
  const name = `${person.givenName} ${person.familyName}`
  await db.q
    .insertInto('customers')
    .values({
      id,
      organizer_id: organizer,
      identifier: person.identifier,
      email: person.email,
      phone: null,
      password_hash: null,
      name_cached: name,
      name_parts: JSON.stringify({ given_name: person.givenName, family_name: person.familyName }),
      search_text: name.toLowerCase(),
      is_active: true,
      is_verified: true,
      locale: 'en',
      external_identifier: null,
      notes: null,
      profile: '{}',
      is_phone_verified: false,
      created_at: now,
      modified_at: now,
      last_login_at: now,
    })
    .execute()
  const secret = randomBytes(32).toString('base64url')
  await db.q
    .insertInto('customer_sessions')
    .values({
      id: newId<CustomerSessionId>(systemRandom),
      organizer_id: organizer,
      id_hash: createHash('sha256').update(secret).digest('base64url'),
      customer_id: id,
      auth_at: now,
      amr: 'pwd',
      created_at: now,
      last_used_at: now,
      expires_at: now + 14 * DAY_MS,
      user_agent: '',
      ip_prefix: '127.0.0.0',
    })
    .execute()
  return { cookie: `session=${secret}`, subject: person.identifier }
}
