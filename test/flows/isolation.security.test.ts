import { globSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DbKind } from '../../src/platform/db/columns.ts'
import type { Database } from '../../src/platform/db/db.ts'
import { describeOnBoth, openTestDb, type TestDb } from '../support/databases.ts'
import type { ExportEntry, StoreCall } from '../support/store-call.ts'
import { storeFiles } from '../support/store-calls.ts'
import { readTables } from '../support/tables.ts'
import { insertMoreRows } from '../support/tenant-more-rows.ts'
import { insertTenant, rowsOf, type TenantRows } from '../support/tenant-rows.ts'

/** Tables without an organizer, and why. */
const OF_THE_INSTALLATION: Readonly<Record<string, string>> = {
  organizers: 'the tenants themselves',
  users: 'staff may work for several organizers',
  staff_sessions: 'of staff',
  staff_login_attempts: 'of staff',
  staff_pending_logins: 'of staff',
  staff_login_sources: 'of staff',
  staff_password_history: 'of staff',
  staff_mail_links: 'of staff',
  staff_registrations: 'of staff',
  staff_email_codes: 'of staff',
  staff_totp_devices: 'of staff',
  staff_passkeys: 'of staff',
  staff_challenges: 'of staff',
  staff_recovery_codes: 'of staff',
  demo_mails: 'one mailbox for the whole demo',
  throttle_points: 'the key names the organizer where there is one',
  config_version: 'one version for all configuration',
  installation: 'facts about the installation',
}

/** The index for searches of SQLite; in PostgreSQL it is a part of the table. */
const FTS = 'numbers of rows by pieces of text; whose rows they are stands in customer_search_ids'
const OF_THE_SEARCH: Readonly<Record<string, string>> = {
  customer_search: FTS,
  customer_search_config: FTS,
  customer_search_data: FTS,
  customer_search_idx: FTS,
}
const SEARCH_INDEX = 'customer_search_ids (docid)'

/** Indexes of tenant tables that do not begin with the organizer, and why. */
const OTHER_INDEXES: Readonly<Record<string, string>> = {
  'audit_log (actor_id)': 'the name of a staff account is taken out of all histories when the account goes',
  'audit_log (object_id, at, id)': 'the history of a staff account stands at several organizers',
  'organizer_domains (host)': 'a request brings a host and nothing else',
  'organizer_members (user_id)': 'which organizers a user may see',
  'team_members (user_id, organizer_id)': 'which organizers a user may see',
  'team_invites (created_by)': 'what goes with an account',
  'team_invites (token_hash)': 'an invitation brings its token and nothing else',
  'api_tokens (created_by)': 'what goes with an account',
  'api_tokens (token_hash)': 'a call to the API brings its token and nothing else',
  'customer_bulk_changes (state, lease_until)': 'the worker of such changes serves all organizers',
  'customer_imports (state, lease_until)': 'the worker of imports serves all organizers',
  'customer_merges (undo_until)': 'sweep of all organizers',
  [SEARCH_INDEX]: 'a number within the range of one organizer',
  'customer_sessions (expires_at)': 'sweep of all organizers',
  'customers (deletion_due_at)': 'accounts of all organizers are anonymised when that is due',
  'known_browsers (last_used_at)': 'sweep of all organizers',
  'login_codes (expires_at)': 'sweep of all organizers',
  'sso_grants (ends_at)': 'sweep of all organizers',
  'popup_logins (expires_at)': 'sweep of all organizers',
  'sso_attempts (expires_at)': 'sweep of all organizers',
  'sso_tests (created_at)': 'sweep of all organizers',
  'sso_logins (at)': 'sweep of all organizers',
  'sso_providers (checked_at)': 'descriptions of the providers of all organizers are read again when that is due',
  'sso_questions (expires_at)': 'sweep of all organizers',
  'signing_keys (due_at)': 'keys of all organizers are replaced when they are due',
  'passkey_challenges (expires_at)': 'sweep of all organizers',
  'pending_logins (expires_at)': 'sweep of all organizers',
  'pushed_requests (expires_at)': 'sweep of all organizers',
  'refused_requests (at)': 'sweep of all organizers',
  'used_proofs (expires_at)': 'sweep of all organizers',
  'sso_clients (client_id)': 'unique in the installation, so that no secret is ever tried at another organizer',
  'outbox (state, next_attempt_at)': 'the worker serves all organizers',
}

const src = fileURLToPath(new URL('../../src/', import.meta.url))
const A = rowsOf('alpha')
const B = rowsOf('beta')

describeOnBoth('the tables', (kind) => {
  it('belong to an organizer, refer to its rows only, and are indexed by it first, unless there is a reason', async () => {
    await using test = await openTestDb(kind)
    const tables = await readTables(test.db)
    expect(tables.length).toBeGreaterThan(15)
    const withoutOrganizer = tables.filter(({ columns }) => !columns.includes('organizer_id')).map(({ name }) => name)
    const known = [...Object.keys(OF_THE_INSTALLATION), ...(kind === 'sqlite' ? Object.keys(OF_THE_SEARCH) : [])]
    expect(withoutOrganizer.sort()).toEqual(known.sort())

    const ofTenants = tables.filter(({ columns }) => columns.includes('organizer_id'))
    const names = new Set(ofTenants.map(({ name }) => name))
    for (const { name, indexes, references } of ofTenants) {
      expect(references, name).toContain('organizer_id -> organizers')
      const toTenants = references.filter((reference) => names.has(reference.split(' -> ')[1] ?? ''))
      expect(
        toTenants.filter((reference) => !reference.startsWith('organizer_id, ')),
        `${name} refers to rows of the same organizer`,
      ).toEqual([])
      expect(
        indexes.some(({ columns }) => columns[0] === 'organizer_id'),
        `${name} has an index by organizer`,
      ).toBe(true)
    }
    const others = ofTenants.flatMap(({ name, indexes }) =>
      indexes
        .filter(({ columns }) => columns[0] !== 'organizer_id' && columns.join() !== 'id')
        .map(({ columns }) => `${name} (${columns.join(', ')})`),
    )
    const reasons = Object.keys(OTHER_INDEXES).filter((index) => index !== SEARCH_INDEX || kind === 'sqlite')
    expect([...new Set(others)].sort()).toEqual(reasons.sort())
  })
})

/** `name` of each exported function of a store file, and `name.member` of each function of its stores. */
async function functionsOf(file: string): Promise<string[]> {
  const module: Record<string, unknown> = await import(pathToFileURL(join(src, file)).href)
  return Object.entries(module).flatMap(([name, value]) => {
    if (typeof value !== 'function') return []
    const entry = storeFiles[file]?.[name]
    if (typeof entry !== 'object') return [name]
    const store: object = value(name === 'createOutboxStore' ? { q: null } : null)
    return Object.keys(store).map((member) => `${name}.${member}`)
  })
}

function isKnown(file: string, name: string): boolean {
  const [store = '', member] = name.split('.')
  const entry = storeFiles[file]?.[store]
  return member === undefined ? entry !== undefined : typeof entry === 'object' && Object.hasOwn(entry, member)
}

describe('the store functions', () => {
  it('are all known to this test', async () => {
    const files = globSync('{features,platform}/**/{store.ts,store/*.ts}', { cwd: src })
      .map((file) => file.replaceAll(sep, '/'))
      .filter((file) => !file.endsWith('.test.ts'))
    const unknown: string[] = []
    for (const file of files) {
      const names = await functionsOf(file)
      unknown.push(...names.filter((name) => !isKnown(file, name)).map((name) => `${file}: ${name}`))
    }
    expect(unknown, 'to be added in test/support/store-calls.ts').toEqual([])
    expect(Object.keys(storeFiles).filter((file) => !files.includes(file))).toEqual([])
  })
})

/** Calls that have a name, as far as there is something to call. */
function namedCalls(exported: Readonly<Record<string, ExportEntry>>): [string, StoreCall][] {
  return Object.entries(exported).flatMap(([name, entry]) => {
    const all = typeof entry === 'object' ? Object.entries(entry) : [['', entry] as const]
    return all.flatMap(([member, call]): [string, StoreCall][] =>
      typeof call === 'string' ? [] : [[member === '' ? name : `${name}.${member}`, call]],
    )
  })
}

class RollBack extends Error {}

interface Outcome {
  /** What the function answered, or the name of its error. */
  readonly answer: unknown
  /** All rows of organizer A afterwards; null after an error, which undoes everything. */
  readonly rowsOfA: string | null
}

/** An answer as a text, with what sets and maps hold. */
function written(answer: unknown): string | undefined {
  return JSON.stringify(answer, (_name, value) => (value instanceof Set || value instanceof Map ? [...value] : value))
}

describeOnBoth('a store function in the name of organizer B, on the ids of organizer A', (kind: DbKind) => {
  let test: TestDb
  let tables: string[]
  let before: string

  beforeAll(async () => {
    test = await openTestDb(kind)
    await insertTenant(test.db.q, A)
    await insertTenant(test.db.q, B)
    await insertMoreRows(test.db.q, A)
    const shapes = await readTables(test.db)
    tables = shapes.filter(({ columns }) => columns.includes('organizer_id')).map(({ name }) => name)
    before = await dump(test.db.q)
  })
  afterAll(() => test[Symbol.asyncDispose]())

  async function dump(q: Database): Promise<string> {
    const lines: string[] = []
    for (const table of tables) {
      const rows = await sql`select * from ${sql.table(table)} where organizer_id = ${A.organizer}`.execute(q)
      lines.push(...rows.rows.map((row) => `${table} ${JSON.stringify(row)}`))
    }
    const own = await q.selectFrom('organizers').selectAll().where('id', '=', A.organizer).execute()
    return [...lines, ...own.map((row) => `organizers ${JSON.stringify(row)}`)].sort().join('\n')
  }

  /** Runs in a transaction that is undone. */
  async function attempt(
    call: StoreCall,
    caller: TenantRows,
    prepare: (q: Database) => Promise<unknown> = async () => {},
  ): Promise<Outcome> {
    let outcome: Outcome = { answer: undefined, rowsOfA: null }
    const run = test.db.transaction(async (q) => {
      await prepare(q)
      const answer = await call(q, kind, caller.organizer, A)
      outcome = { answer, rowsOfA: await dump(q) }
      throw new RollBack()
    })
    await run.catch((error: unknown) => {
      if (!(error instanceof RollBack)) outcome = { answer: (error as Error).name, rowsOfA: null }
    })
    return outcome
  }

  it('starts with a row of A in every table', () => {
    const found = new Set(before.split('\n').map((line) => line.split(' ')[0]))
    expect(tables.filter((table) => !found.has(table))).toEqual([])
  })

  for (const [file, exported] of Object.entries(storeFiles)) {
    for (const [name, call] of namedCalls(exported)) {
      it(`${file.replace(/^\w+\//, '').replace(/\/store.*$/, '')}: ${name}`, async () => {
        const asB = await attempt(call, B)
        if (asB.rowsOfA !== null) expect(asB.rowsOfA, 'rows of A').toBe(before)

        const withoutA = (q: Database) => q.deleteFrom('organizers').where('id', '=', A.organizer).execute()
        const alone = await attempt(call, B, withoutA)
        expect(asB.answer, 'the answer when A does not exist at all').toEqual(alone.answer)

        const asA = await attempt(call, A)
        const hasEffect = asA.rowsOfA !== before || written(asA.answer) !== written(asB.answer)
        expect(hasEffect, 'the same call of A finds or changes something').toBe(true)
        expect(asA.rowsOfA, 'the same call of A succeeds').not.toBeNull()
      })
    }
  }
})
