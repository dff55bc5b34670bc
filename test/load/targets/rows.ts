import { type CustomerId, newId, type OrganizerId, type SsoClientId } from '../../../src/core/ids.ts'
import { systemRandom } from '../../../src/core/random.ts'
import type { Database } from '../../../src/platform/db/db.ts'
import type { Person } from '../people.ts'
import { type Algorithm, REDIRECT_URI } from '../types.ts'

/** So many rows are inserted with one statement. */
const BATCH = 200

/** Inserts organizers of these short forms; answers their ids in the same order. */
export async function insertOrganizers(q: Database, slugs: readonly string[]): Promise<OrganizerId[]> {
  const now = Date.now()
  const rows = slugs.map((slug) => ({
    id: newId<OrganizerId>(systemRandom),
    slug,
    name: slug,
    locale: 'en',
    time_zone: 'UTC',
    brand_color: '#336699',
    tagline: null,
    created_at: now,
  }))
  for (const batch of inBatches(rows)) await q.insertInto('organizers').values(batch).execute()
  const settings = rows.map(({ id }) => ({ organizer_id: id, key: 'customer_accounts', value: 'true' }))
  for (const batch of inBatches(settings)) await q.insertInto('organizer_settings').values(batch).execute()
  return rows.map(({ id }) => id)
}

export interface NewClient {
  readonly organizer: OrganizerId
  readonly clientId: string
  readonly algorithm: Algorithm
}

/** Inserts confidential clients of the code flow that have no secret; answers their ids in the same order. */
export async function insertClients(q: Database, clients: readonly NewClient[]): Promise<SsoClientId[]> {
  const now = Date.now()
  const rows = clients.map(({ organizer, clientId, algorithm }) => ({
    id: newId<SsoClientId>(systemRandom),
    organizer_id: organizer,
    client_id: clientId,
    name: clientId,
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
    created_at: now,
    modified_at: now,
  }))
  for (const batch of inBatches(rows)) await q.insertInto('sso_clients').values(batch).execute()
  return rows.map(({ id }) => id)
}

/** Inserts people who may log in; answers their ids in the same order. */
export async function insertPeople(
  q: Database,
  organizer: OrganizerId,
  people: readonly Person[],
  passwordHash: string | null,
): Promise<CustomerId[]> {
  const now = Date.now()
  const rows = people.map((person) => ({
    id: newId<CustomerId>(systemRandom),
    organizer_id: organizer,
    identifier: person.identifier,
    email: person.email,
    phone: null,
    password_hash: passwordHash,
    name_cached: `${person.givenName} ${person.familyName}`,
    name_parts: JSON.stringify({ given_name: person.givenName, family_name: person.familyName }),
    search_text: `${person.givenName} ${person.familyName}`.toLowerCase(),
    is_active: true,
    is_verified: true,
    locale: 'en',
    external_identifier: null,
    notes: null,
    profile: '{}',
    is_phone_verified: false,
    password_set_at: null,
    deletion_due_at: null,
    merged_into: null,
    has_other_subjects: false,
    created_at: now,
    modified_at: now,
    last_login_at: now,
  }))
  for (const batch of inBatches(rows)) await q.insertInto('customers').values(batch).execute()
  return rows.map(({ id }) => id)
}

function inBatches<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, index) =>
    rows.slice(index * BATCH, (index + 1) * BATCH),
  )
}
