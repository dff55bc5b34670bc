import { expect, test } from 'vitest'
import { MINUTE } from '../../src/core/clock.ts'
import type { DbKind } from '../../src/platform/db/columns.ts'
import { type Db, openDb } from '../../src/platform/db/db.ts'
import { type ChildServer, foyerCommand, startChildServer } from '../support/child-server.ts'
import { describeOnBoth } from '../support/databases.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'
import { newPlace } from '../support/server.ts'

const PEOPLE = 60
const AT_ONCE = 8
const KILL_AFTER = 25
/** Longer than everything takes before the server is killed. */
const LONG_MS = 10 * MINUTE
const SECRET = 'only for tests, but long enough to be one'
const REGISTER = '/acme/account/register'

describeOnBoth('a server that is killed in the middle of a burst of registrations', (kind) => {
  test('loses no acknowledged registration and no mail, and sends each mail twice at most', async () => {
    await using mails = await startMailServer(LONG_MS)
    await using place = await placeWithOrganizer(kind, mails)
    const acknowledged = await burstUntilKilled(place.env)
    expect(acknowledged.size).toBeGreaterThanOrEqual(KILL_AFTER)
    expect(acknowledged.size).toBeLessThan(PEOPLE)
    expect(mails.received.length).toBeLessThan(acknowledged.size)
    await letLeasesEnd(place.db)
    mails.delayMs = 0

    await using _again = await startChildServer(place.env)
    const accounts = await emailsOf(place.db)
    expect([...acknowledged].filter((email) => !accounts.includes(email))).toEqual([])
    await allDelivered(place.db)

    const recipients = mails.received.map(({ to }) => to?.[0]?.address ?? '')
    expect([...new Set(recipients)].sort()).toEqual(accounts)
    const ids = mails.received.map(({ messageId }) => messageId)
    expect(new Set(ids).size).toBe(accounts.length)
    for (const id of ids) expect(ids.filter((other) => other === id).length).toBeLessThanOrEqual(2)
  })
})

/** A database with an organizer in it, made by the command line. */
async function placeWithOrganizer(kind: DbKind, mails: MailServer) {
  const place = await newPlace(kind)
  const env = { ...place.env, FOYER_SECRET: SECRET, FOYER_SMTP_URL: mails.url }
  await foyerCommand(env, 'organizer', 'create', '--slug', 'acme', '--name', 'Acme Festival')
  await foyerCommand(env, 'organizer', 'set', 'acme', 'customer_accounts=true')
  const { DATABASE_URL, FOYER_DATA_DIR } = place.env
  const db = await openDb(
    DATABASE_URL ? { databaseUrl: DATABASE_URL } : { sqliteFile: `${FOYER_DATA_DIR}/foyer.sqlite` },
  )
  return {
    env,
    db,
    async [Symbol.asyncDispose]() {
      await db.close()
      await place.remove()
    },
  }
}

/** Registers people side by side and pulls the plug while they do. Answers whose form was answered with a redirect. */
async function burstUntilKilled(env: Record<string, string>): Promise<Set<string>> {
  const server = await startChildServer(env)
  const acknowledged = new Set<string>()
  let dead: Promise<void> | undefined
  const waiting = Array.from({ length: PEOPLE }, (_, index) => `guest${index}@example.org`)

  async function registerOneByOne(): Promise<void> {
    for (let email = waiting.shift(); email !== undefined && !dead; email = waiting.shift()) {
      if (await isAcknowledged(server, email)) acknowledged.add(email)
      if (acknowledged.size >= KILL_AFTER) dead ??= server.kill()
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, registerOneByOne))
  await (dead ?? server.stop())
  return acknowledged
}

async function isAcknowledged(server: ChildServer, email: string): Promise<boolean> {
  try {
    const { status } = await server
      .client()
      .submit(REGISTER, { email, given_name: 'Guest', family_name: 'Example', full_name: 'Guest Example' })
    if (status === 303) return true
    throw new Error(`registration answered with ${status}`)
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

/** What the killed process had leased is free after a minute. */
async function letLeasesEnd(db: Db): Promise<void> {
  await db.q
    .updateTable('outbox')
    .set((row) => ({ lease_until: row('lease_until', '-', MINUTE) }))
    .where('lease_until', 'is not', null)
    .execute()
}

async function emailsOf(db: Db): Promise<string[]> {
  const rows = await db.q.selectFrom('customers').select('email').execute()
  return rows.map(({ email }) => email ?? '').sort()
}

async function allDelivered(db: Db): Promise<void> {
  const waiting = () => db.q.selectFrom('outbox').select('id').where('state', '!=', 'sent').execute()
  await expect.poll(waiting, { interval: 100 }).toEqual([])
}
