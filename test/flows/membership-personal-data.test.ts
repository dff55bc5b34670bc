import { expect, it } from 'vitest'
import { describeOnBoth } from '../support/databases.ts'
import { newMembership, newType } from '../support/memberships.ts'
import { newCustomer } from '../support/provider.ts'
import { startFoyer, type TestServer } from '../support/server.ts'

async function prepared(foyer: TestServer) {
  const acme = await foyer.organizer('acme')
  const customer = await newCustomer(foyer, acme)
  const type = await newType(foyer, acme)
  const holder = foyer.features.customers.personalData.find(({ key }) => key === 'memberships')
  if (!holder) throw new Error('memberships hold nothing')
  return { acme, customer, type, holder }
}

const attendeeNameParts = { _scheme: 'full', full_name: 'Tom Ash' }

describeOnBoth('memberships as personal data', (kind) => {
  it('are part of the copy, and named in the preview of a deletion', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, customer, type, holder } = await prepared(foyer)
    const { q } = foyer.platform.db
    expect(await holder.export(q, acme, customer)).toEqual([])
    expect(await holder.preview(q, acme, customer)).toEqual({ goes: [], stays: [] })
    const { endsAt } = await newMembership(foyer, acme, customer, type, { attendeeNameParts })
    expect(await holder.export(q, acme, customer)).toMatchObject([
      { type: 'Saisonkarte', attendee_name: 'Tom Ash', valid_until: new Date(endsAt).toISOString(), canceled: false },
    ])
    expect(await holder.preview(q, acme, customer)).toEqual({
      goes: [{ key: 'memberships:personal.goes', params: { count: 1 } }],
      stays: [{ key: 'memberships:personal.stays', params: { count: 1 } }],
    })
  })

  it('move to the account that is kept, and back', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, customer: kept, type, holder } = await prepared(foyer)
    const removed = await newCustomer(foyer, acme, { email: 'old@example.org' })
    const { db } = foyer.platform
    const of = async (id: typeof kept.id) => {
      const { items } = await foyer.features.memberships.ofCustomer(acme.id, id, { limit: 9 })
      return items.map((membership) => membership.id).sort()
    }
    const nothing = await db.transaction((trx) => holder.move(trx, acme, removed.id, kept.id))
    expect(nothing).toBeNull()
    await db.transaction((trx) => holder.moveBack(trx, acme, removed.id, kept.id, nothing))
    const own = await newMembership(foyer, acme, kept, type)
    const other = await newMembership(foyer, acme, removed, type)
    const moved = await db.transaction((trx) => holder.move(trx, acme, removed.id, kept.id))
    expect([await of(kept.id), await of(removed.id)]).toEqual([[own.id, other.id].sort(), []])
    const kept2 = JSON.parse(JSON.stringify(moved)) as unknown
    await db.transaction((trx) => holder.moveBack(trx, acme, removed.id, kept.id, kept2))
    expect([await of(kept.id), await of(removed.id)]).toEqual([[own.id], [other.id]])
  })
})
