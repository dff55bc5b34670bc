import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { foyer as command, newFolder } from '../../src/cli/testing.ts'
import { type MembershipId, type MembershipTypeId, newId } from '../../src/core/ids.ts'
import { importStore } from '../../src/features/orders/store/imports.ts'
import type { Organizer } from '../../src/features/organizers/index.ts'
import type { Database } from '../../src/platform/db/db.ts'
import { describeOnBoth } from '../support/databases.ts'
import { chunks, importOrders, manyOrders, orderLine, positionOf } from '../support/orders.ts'
import { newCustomer } from '../support/provider.ts'
import { newPlace, startFoyer, type TestServer } from '../support/server.ts'

const COMMAND = { type: 'command' } as const

async function stored(foyer: TestServer, organizer: Organizer, code = 'W9KLT', event = 'openair') {
  const found = await foyer.features.orders.byCode(organizer.id, event, code)
  if (!found) throw new Error(`no order ${code}`)
  return { ...found.order, positions: await foyer.features.orders.positionsOf(organizer.id, found.order.id) }
}

const run = (foyer: TestServer, organizer: Organizer, lines: readonly (object | string)[], isDryRun = false) =>
  foyer.features.orders.importLines(organizer, chunks(lines), { isDryRun })

async function membership(foyer: TestServer, organizer: Organizer, customer: { id: string }): Promise<MembershipId> {
  const { db, clock, random } = foyer.platform
  const type = newId<MembershipTypeId>(random)
  const id = newId<MembershipId>(random)
  const now = clock.now()
  const times = { created_at: now, modified_at: now }
  await db.q
    .insertInto('membership_types')
    .values({
      ...times,
      organizer_id: organizer.id,
      id: type,
      name: '{"en":"Pass"}',
      transferable: false,
      allow_parallel_usage: false,
      max_usages: 5,
    })
    .execute()
  await db.q
    .insertInto('memberships')
    .values({
      ...times,
      organizer_id: organizer.id,
      id,
      customer_id: customer.id as never,
      membership_type_id: type,
      testmode: false,
      canceled: false,
      granted_in: null,
      date_start: 0,
      date_end: now,
      attendee_name_parts: null,
      attendee_name_cached: null,
      reminded_at: null,
    })
    .execute()
  return id
}

describeOnBoth('importing orders', (kind) => {
  it('stores what a line says, in the words of the shop, and keeps fields that it does not know', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const line = orderLine({
      email: ' Ann@Example.ORG ',
      url: 'https://shop.example/openair/order/W9KLT/',
      invoice_address: { company: 'Waldklang' },
      positions: [
        positionOf({ attendee_email: 'BEN@example.org', seat: 'A7' }),
        positionOf({ positionid: 2, canceled: true }),
      ],
    })
    expect(
      await run(foyer, acme, [line, orderLine({ code: 'FREE1', total: 0, event_name: 'Open Air', email: '' })]),
    ).toEqual({
      lines: 2,
      created: 2,
      updated: 0,
      unchanged: 0,
      failed: 0,
      errors: [],
    })
    expect(await stored(foyer, acme)).toMatchObject({
      email: 'ann@example.org',
      total: '46.00',
      status: 'p',
      datetime: Date.UTC(2026, 5, 3, 10),
      itemCount: 1,
      eventName: { en: 'Open Air', de: 'Freiluftkonzert' },
      positions: [{ attendeeEmail: 'ben@example.org', isCanceled: false }, { isCanceled: true }],
    })
    expect(await stored(foyer, acme, 'FREE1')).toMatchObject({ total: '0', email: null, eventName: 'Open Air' })
    const { q } = foyer.platform.db
    const rows = [
      ...(await q.selectFrom('orders').select('extra').execute()),
      ...(await q.selectFrom('order_positions').select('extra').execute()),
    ].map(({ extra }) => extra)
    expect(rows).toContain('{"invoice_address":{"company":"Waldklang"}}')
    expect(rows).toContain('{"seat":"A7"}')
  })

  it('changes nothing for a line that was there before, and an order and its positions in place otherwise', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await importOrders(foyer, acme, [orderLine()])
    const before = await stored(foyer, acme)
    expect(await run(foyer, acme, [orderLine()])).toMatchObject({ unchanged: 1, updated: 0, created: 0 })
    const positions = [positionOf({ canceled: true }), positionOf({ positionid: 3, attendee_name: 'Cleo' })]
    expect(await run(foyer, acme, [orderLine({ status: 'c', total: '10', positions })])).toMatchObject({ updated: 1 })
    const after = await stored(foyer, acme)
    expect(after).toMatchObject({ id: before.id, status: 'c', total: '10', itemCount: 1 })
    expect(after.positions.map(({ positionid, isCanceled }) => [positionid, isCanceled])).toEqual([
      [1, true],
      [3, false],
    ])
    expect(after.positions[0]?.id).toBe(before.positions[0]?.id)
    expect(await run(foyer, acme, [orderLine({ event: 'other' })])).toMatchObject({ created: 1 })
    expect(await run(foyer, acme, [orderLine({ total: '1' }), orderLine({ total: '2' })])).toMatchObject({ updated: 2 })
    expect(await stored(foyer, acme)).toMatchObject({ total: '2' })
  })

  it('tells what is wrong with a line, and stores the others', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const report = await run(foyer, acme, [
      orderLine(),
      '',
      '{"code": "X',
      '[]',
      orderLine({ code: 'BAD1', total: '1,50' }),
      orderLine({ code: 'BAD2', datetime: 'yesterday', status: 'x' }),
      orderLine({ code: 'BAD3', customer: 'NOBODY1' }),
      orderLine({ code: 'BAD4', positions: [positionOf(), positionOf()] }),
      orderLine({ code: 'BAD5', positions: [positionOf({ used_membership: '0'.repeat(26) })] }),
      orderLine({ code: 'BAD6', email: 'a\u0000b@example.org' }),
      orderLine({ code: 'BAD7', url: 'javascript:alert(1)' }),
      orderLine({ code: 'BAD8', secret: 'a/b' }),
      `${JSON.stringify(orderLine({ code: 'BAD9' })).slice(0, -1)},"more":"${'x'.repeat(1_000_000)}"}`,
      `${JSON.stringify(orderLine({ code: 'BAD10' })).slice(0, -1)},"more":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
      { code: 'BAD11' },
      orderLine({ code: 'GOOD2' }),
    ])
    expect(report).toMatchObject({ lines: 15, created: 2, failed: 13 })
    const messages = Object.fromEntries(
      report.errors.map(({ line, code, message }) => [line, `${code ?? '-'} ${message}`]),
    )
    expect(messages[3]).toBe('- is not JSON')
    expect(messages[4]).toContain('expected object')
    expect(messages[5]).toBe('BAD1 total: must be an amount such as "23.00"')
    expect(messages[6]).toContain('status: must be n, p, e or c; datetime: must be a time with offset')
    expect(messages[7]).toBe('BAD3 customer: there is no customer "NOBODY1"')
    expect(messages[8]).toContain('two have the same positionid')
    expect(messages[9]).toContain('used_membership: there is no membership')
    expect(messages[10]).toContain('U+0000')
    expect(messages[11]).toContain('url: must be an http(s) address')
    expect(messages[12]).toContain('secret')
    expect(messages[13]).toBe('- is longer than 1000000 bytes')
    expect(messages[14]).toContain('nested too deeply')
    expect(messages[15]).toContain('BAD11 event: is missing; event_name: ')
  })

  it('links the customer that it names, an alias as the account it became, an anonymised one as nobody', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const other = await foyer.organizer('other')
    const ann = await newCustomer(foyer, acme)
    const old = await newCustomer(foyer, acme, { email: 'old@example.org' })
    const gone = await newCustomer(foyer, acme, { email: 'gone@example.org' })
    const strange = await newCustomer(foyer, other)
    await foyer.platform.db.q.updateTable('customers').set({ merged_into: ann.id }).where('id', '=', old.id).execute()
    await foyer.features.customers.anonymize(acme, gone.id, COMMAND)
    const report = await run(foyer, acme, [
      orderLine({ code: 'ANN', customer: ann.identifier }),
      orderLine({ code: 'OLD', customer: `#${old.identifier}` }),
      orderLine({ code: 'GONE', customer: gone.identifier }),
      orderLine({ code: 'STRANGE', customer: strange.identifier }),
    ])
    expect(report).toMatchObject({ created: 3, failed: 1 })
    expect((await stored(foyer, acme, 'ANN')).customerId).toBe(ann.id)
    expect((await stored(foyer, acme, 'OLD')).customerId).toBe(ann.id)
    expect((await stored(foyer, acme, 'GONE')).customerId).toBeNull()
  })

  it('leaves an order to the customer who added it, unless the line names another one', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', { customer_accounts_link_by_email: 'true' })
    const ann = await newCustomer(foyer, acme)
    const ben = await newCustomer(foyer, acme, { email: 'ben@example.org' })
    await importOrders(foyer, acme, [orderLine(), orderLine({ code: 'LINKED', customer: ann.identifier })])
    expect(await foyer.features.orders.choices.claim(acme, ann, 'all')).toBe(1)
    await importOrders(foyer, acme, [orderLine({ status: 'c' }), orderLine({ code: 'LINKED', status: 'c' })])
    expect(await stored(foyer, acme)).toMatchObject({ customerId: ann.id, status: 'c' })
    expect((await stored(foyer, acme, 'LINKED')).customerId).toBeNull()
    await importOrders(foyer, acme, [orderLine({ customer: ben.identifier })])
    expect((await stored(foyer, acme)).customerId).toBe(ben.id)
  })

  it('counts the uses of memberships, and keeps a position that granted one', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const other = await foyer.organizer('other')
    const ann = await newCustomer(foyer, acme)
    const pass = await membership(foyer, acme, ann)
    const used = (changes: object = {}) => positionOf({ used_membership: pass, ...changes })
    await importOrders(foyer, acme, [
      orderLine({ code: 'PAID', positions: [used(), used({ positionid: 2, canceled: true })] }),
      orderLine({ code: 'EXPIRED', status: 'e', positions: [used()], datetime: '2026-01-03T10:00:00+02:00' }),
      orderLine({ code: 'CANCELED', status: 'c', positions: [used()] }),
      orderLine({ code: 'GRANTS' }),
    ])
    expect((await run(foyer, other, [orderLine({ positions: [used()] })])).failed).toBe(1)
    const { orders } = foyer.features
    expect([...(await orders.usageCounts(acme.id, [pass]))]).toEqual([[pass, 2]])
    expect([...(await orders.usageCounts(other.id, [pass]))]).toEqual([[pass, 0]])
    const usages = await orders.usages(acme.id, pass)
    expect(usages.map(({ order, position, counts }) => [order.code, position.positionid, counts]).sort()).toEqual([
      ['CANCELED', 1, false],
      ['EXPIRED', 1, true],
      ['PAID', 1, true],
      ['PAID', 2, false],
    ])
    const [granting] = (await stored(foyer, acme, 'GRANTS')).positions
    if (!granting) throw new Error('no position')
    await foyer.platform.db.q
      .updateTable('memberships')
      .set({ granted_in: granting.id })
      .where('id', '=', pass)
      .execute()
    await importOrders(foyer, acme, [orderLine({ code: 'GRANTS', positions: [positionOf({ positionid: 5 })] })])
    const found = await orders.positions(acme.id, [granting.id])
    expect(found.get(granting.id)).toMatchObject({ position: { isCanceled: true }, order: { code: 'GRANTS' } })
    expect((await orders.positions(other.id, [granting.id])).size).toBe(0)
    expect((await stored(foyer, acme, 'GRANTS')).positions.map(({ positionid }) => positionid)).toEqual([1, 5])
  })

  it('stores nothing in a dry run, and says what it would do', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await importOrders(foyer, acme, [orderLine()])
    const lines = [orderLine({ total: '1' }), orderLine({ code: 'NEW1' }), orderLine({ code: 'BAD', total: 'x' })]
    expect(await run(foyer, acme, lines, true)).toMatchObject({ created: 1, updated: 1, failed: 1 })
    expect((await stored(foyer, acme)).total).toBe('46.00')
    expect(await foyer.features.orders.byCode(acme.id, 'openair', 'NEW1')).toBeNull()
    expect(await foyer.features.audit.countSince(acme.id, 'foyer.orders.imported', 0)).toBe(1)
  })

  it('goes on where it was ended: what is stored stays, and the same file again finishes', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const lines = manyOrders(500)
    async function* broken() {
      let sent = 0
      for await (const chunk of chunks(lines, 10_000)) {
        sent += chunk.length
        if (sent > 250_000) throw new Error('the pipe broke')
        yield chunk
      }
    }
    await expect(foyer.features.orders.importLines(acme, broken())).rejects.toThrow('the pipe broke')
    const again = await run(foyer, acme, lines)
    expect(again.created + again.unchanged).toBe(500)
    expect(again.unchanged).toBeGreaterThanOrEqual(200)
    expect(await run(foyer, acme, lines)).toMatchObject({ unchanged: 500, created: 0 })
  })

  it('may run twice at the same time with the same file', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const lines = manyOrders(450)
    const reports = await Promise.all([run(foyer, acme, lines), run(foyer, acme, lines), run(foyer, acme, lines)])
    for (const report of reports) expect(report.failed).toBe(0)
    const { amount } = await foyer.platform.db.q
      .selectFrom('order_positions')
      .select(({ fn }) => fn.countAll<number>().as('amount'))
      .executeTakeFirstOrThrow()
    expect(Number(amount)).toBe(900)
  })

  it('leaves no link to an account that is anonymised meanwhile', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const people = await Promise.all(
      Array.from({ length: 8 }, (_, index) => newCustomer(foyer, acme, { email: `p${index}@example.org` })),
    )
    const lines = manyOrders(1200, (index) => ({ customer: people[index % people.length]?.identifier }))
    const importing = run(foyer, acme, lines)
    for (const { id } of people) await foyer.features.customers.anonymize(acme, id, COMMAND)
    expect((await importing).failed).toBe(0)
    const linked = await foyer.platform.db.q
      .selectFrom('orders')
      .select('id')
      .where('customer_id', 'is not', null)
      .execute()
    expect(linked).toEqual([])
    expect(
      await run(
        foyer,
        acme,
        manyOrders(3, () => ({ customer: people[0]?.identifier, total: '1' })),
      ),
    ).toMatchObject({
      failed: 0,
      updated: 3,
    })
    expect((await stored(foyer, acme, 'A0001')).customerId).toBeNull()
  })
})

describeOnBoth('foyer orders import', (kind) => {
  it('reads a file, answers with one object, and fails when a line does', async () => {
    const place = await newPlace(kind)
    try {
      const env = { ...place.env, FOYER_SECRET: 'only for tests, but long enough to be one' }
      const folder = newFolder()
      await command(['organizer', 'create', '--slug', 'acme', '--name', 'Acme'], env)
      const write = (name: string, lines: object[]) =>
        writeFileSync(join(folder, name), `\ufeff${lines.map((line) => JSON.stringify(line)).join('\r\n')}`)
      write('orders.ndjson', manyOrders(3))
      const importing = (...args: string[]) =>
        command(['orders', 'import', '--organizer', 'acme', ...args], env, folder)
      const dry = await importing('orders.ndjson', '--dry-run', '--json')
      expect([dry.status, JSON.parse(dry.stdout)]).toMatchObject([0, { created: 3 }])
      const done = await importing('orders.ndjson', '--json')
      expect(done.status).toBe(0)
      expect(JSON.parse(done.stdout)).toEqual({ lines: 3, created: 3, updated: 0, unchanged: 0, failed: 0, errors: [] })
      write('more.ndjson', [orderLine({ code: 'OK1' }), orderLine({ code: 'BAD', status: '?' })])
      const failed = await importing('more.ndjson')
      expect(failed.status).toBe(1)
      expect(failed.stderr).toBe('foyer: 1 line failed\n')
      expect(failed.stdout).toMatch(/created +1\n/)
      expect(failed.stdout).toContain('line 2 (BAD): status: must be n, p, e or c')
      const missing = await importing('nothing.ndjson')
      expect(missing.status).toBe(1)
      expect(missing.stderr).toContain('nothing.ndjson cannot be read (ENOENT)')
      expect((await importing(folder)).stderr).toContain('is a folder')
    } finally {
      await place.remove()
    }
  })
})

describeOnBoth('an import that gives orders of an account to somebody else', (kind) => {
  it('and the end of that account wait for each other in one order', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer()
    const ann = await newCustomer(foyer, acme)
    for (const code of ['LATER', 'EARLY']) {
      await importOrders(foyer, acme, [orderLine({ code, secret: `secret-of-${code}`, customer: ann.identifier })])
    }
    const isHeld = Promise.withResolvers<void>()
    const end = isHeld.promise.then(() => foyer.features.customers.anonymize(acme, ann.id, COMMAND))
    const held = foyer.platform.db.transaction(async (q) => {
      const { known } = importStore(q, kind)
      const first = await known(acme.id, [{ event: 'openair', code: 'EARLY' }])
      isHeld.resolve()
      if (kind === 'postgres') await untilSomebodyWaits(q)
      return [...first, ...(await known(acme.id, [{ event: 'openair', code: 'LATER' }]))].map(({ code }) => code)
    })
    expect(await held).toEqual(['EARLY', 'LATER'])
    expect(await end).toBe(true)
    expect([(await stored(foyer, acme, 'EARLY')).customerId, (await stored(foyer, acme, 'LATER')).customerId]).toEqual([
      null,
      null,
    ])
  })
})

/** Until another transaction in this database waits for a row, or would have. */
async function untilSomebodyWaits(q: Database): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const { rows } = await sql`select 1 from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(q)
    if (rows.length > 0) return
    await sleep(50)
  }
}
