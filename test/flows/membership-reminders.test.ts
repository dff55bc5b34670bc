import { expect, it } from 'vitest'
import { DAY } from '../../src/core/clock.ts'
import { describeOnBoth } from '../support/databases.ts'
import { newMembership, newType } from '../support/memberships.ts'
import { newCustomer } from '../support/provider.ts'
import { startFoyer, type TestServer } from '../support/server.ts'

const SYSTEM = { type: 'system' } as const
const WEEK = { customer_accounts_membership_reminder_days: '7' }

/** A server whose clock is set by hand, with a membership that ends in ten days. */
async function prepared(foyer: TestServer, settings: Record<string, string> = WEEK) {
  const acme = await foyer.organizer('acme', settings)
  const customer = await newCustomer(foyer, acme)
  const type = await newType(foyer, acme)
  const now = foyer.platform.clock.now()
  const membership = await newMembership(foyer, acme, customer, type, { endsAt: now + 10 * DAY })
  return { acme, customer, type, membership, now }
}

describeOnBoth('the end of a membership', (kind) => {
  it('is announced once, so many days before, in the language of the person', async () => {
    let clock = Date.parse('2027-01-04T12:00:00Z')
    await using foyer = await startFoyer(kind, { platform: { clock: { now: () => clock } } })
    const { membership } = await prepared(foyer)
    const { memberships } = foyer.features
    expect(await memberships.remind()).toBe(0)
    clock += 3 * DAY
    expect(await memberships.remind()).toBe(1)
    expect(await memberships.remind()).toBe(0)
    await foyer.deliver()
    expect(foyer.mails.sent).toHaveLength(1)
    const [mail] = foyer.mails.sent
    expect(mail).toMatchObject({ to: 'ann@example.org', subject: 'Saisonkarte endet am 14.01.2027' })
    expect(mail?.text).toContain(`${foyer.url}/acme/account/memberships/${membership.id}/`)
    expect(mail?.html).toContain('Saisonkarte')
  })

  it('is announced anew after it was moved', async () => {
    let clock = Date.parse('2027-01-04T12:00:00Z')
    await using foyer = await startFoyer(kind, { platform: { clock: { now: () => clock } } })
    const { acme, membership } = await prepared(foyer)
    const { memberships } = foyer.features
    clock += 5 * DAY
    expect(await memberships.remind()).toBe(1)
    await memberships.setCanceled(acme, membership.id, true, SYSTEM)
    await memberships.setCanceled(acme, membership.id, false, SYSTEM)
    expect(await memberships.remind()).toBe(0)
    await memberships.update(acme, membership.id, { endsAt: membership.endsAt + 30 * DAY }, SYSTEM)
    expect(await memberships.remind()).toBe(0)
    clock += 30 * DAY
    expect(await memberships.remind()).toBe(1)
  })

  it('is not announced when there is nothing to announce, or nobody to announce it to', async () => {
    let clock = Date.parse('2027-01-04T12:00:00Z')
    await using foyer = await startFoyer(kind, { platform: { clock: { now: () => clock } } })
    const { acme, customer, type, membership, now } = await prepared(foyer)
    const { memberships, customers } = foyer.features
    const near = { endsAt: now + 9 * DAY }
    await newMembership(foyer, acme, customer, type, { ...near, isCanceled: true })
    await newMembership(foyer, acme, customer, type, { ...near, isTest: true })
    await newMembership(foyer, acme, customer, type, { endsAt: now + DAY })
    const inactive = await newCustomer(foyer, acme, { email: 'ben@example.org' })
    await customers.update(acme, inactive.id, { isActive: false }, SYSTEM)
    const unverified = await newCustomer(foyer, acme, { email: 'cy@example.org', isVerified: false })
    const gone = await newCustomer(foyer, acme, { email: 'di@example.org' })
    for (const one of [inactive, unverified, gone]) await newMembership(foyer, acme, one, type, near)
    await customers.anonymize(acme, gone.id, SYSTEM)
    const silent = await foyer.organizer('silent', { customer_accounts_membership_reminder_days: '0' })
    await newMembership(foyer, silent, await newCustomer(foyer, silent), await newType(foyer, silent), near)
    clock += 5 * DAY
    expect(await memberships.remind()).toBe(1)
    expect((await memberships.byId(acme.id, membership.id))?.remindedAt).toBe(clock)
  })

  it('is not announced to those who have the next one already', async () => {
    let clock = Date.parse('2027-01-04T12:00:00Z')
    await using foyer = await startFoyer(kind, { platform: { clock: { now: () => clock } } })
    const { acme, customer, type, now } = await prepared(foyer)
    await newMembership(foyer, acme, customer, type, { startsAt: now + 10 * DAY, endsAt: now + 400 * DAY })
    clock += 5 * DAY
    expect(await foyer.features.memberships.remind()).toBe(0)
    const other = await newType(foyer, acme)
    await newMembership(foyer, acme, customer, other, { endsAt: now + 8 * DAY })
    expect(await foyer.features.memberships.remind()).toBe(1)
  })

  it('is one mail from two servers, for more memberships than one batch', async () => {
    let clock = Date.parse('2027-01-04T12:00:00Z')
    const platform = { clock: { now: () => clock } }
    await using foyer = await startFoyer(kind, { platform })
    await using second = await startFoyer(kind, { platform, beside: foyer })
    const { acme, customer, now } = await prepared(foyer)
    for (let number = 1; number <= 204; number++) {
      const type = await newType(foyer, acme, { name: { en: `Pass ${number}` } })
      await newMembership(foyer, acme, customer, type, { endsAt: now + 6 * DAY })
    }
    const counts = await Promise.all([foyer.features.memberships.remind(), second.features.memberships.remind()])
    expect(counts.reduce((sum, count) => sum + count)).toBe(204)
    clock += 5 * DAY
    const late = await Promise.all([foyer.features.memberships.remind(), second.features.memberships.remind()])
    expect(late.reduce((sum, count) => sum + count)).toBe(1)
  })
})
