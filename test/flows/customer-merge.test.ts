import { expect, it } from 'vitest'
import { DAY } from '../../src/core/clock.ts'
import { logIn as logInWithPassword, makeCustomer, PASSWORD } from '../support/accounts.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { staffBrowser } from '../support/office.ts'
import { codeFor, loggedIn, newClient, redeem, userinfo } from '../support/provider.ts'
import { startFoyer, type TestServer } from '../support/server.ts'

const SYSTEM = { type: 'system' } as const
const OFFICE = '/control/organizer/acme/customer'

/** Two accounts of one person: `ann` is to be kept. */
async function twoAccounts(foyer: TestServer) {
  const acme = await foyer.organizer('acme')
  const ann = await makeCustomer(foyer, acme, { notes: 'likes aisles' })
  const anna = await makeCustomer(foyer, acme, {
    email: 'anna@work.example',
    name: 'Anna Example',
    phone: '+493012345678',
    notes: 'vegetarian',
  })
  return { acme, ann, anna }
}

async function now(foyer: TestServer, identifier: string) {
  const acme = await foyer.features.organizers.bySlug('acme')
  const customer = acme && (await foyer.features.customers.byIdentifier(acme.id, identifier))
  if (!customer) throw new Error('no customer')
  return customer
}

describeOnBoth('two accounts of one person', (kind) => {
  it('are found, compared field by field, and become one', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, ann, anna } = await twoAccounts(foyer)
    await foyer.features.customers.update(acme, anna.id, { locale: 'de' }, SYSTEM)
    const staff = await staffBrowser(foyer)
    const detail = parse((await staff.get(`${OFFICE}/${ann.identifier}/`)).text)
    const [find = ''] = detail.links('Merge with another account')
    expect(parse((await staff.get(`${find}?with=nobody`)).text).text('.field-error, [id$=error]')).toContain('nobody')
    const found = await staff.get(`${find}?with=ANNA%40work.example`)
    expect(found.location).toBe(`${OFFICE}/${ann.identifier}/merge/${anna.identifier}`)
    const page = await staff.get(found.location ?? '')
    const text = parse(page.text).text('main') ?? ''
    expect(text).toContain('anna@work.example, with its password')
    expect(text).toContain('+493012345678')

    const done = await staff.submit('', { name: 'removed', notes: 'both' }, { page, follow: true })
    expect(parse(done.text).text('[role=status]')).toContain(`${anna.identifier} stays as an alias`)
    expect(await now(foyer, ann.identifier)).toMatchObject({
      email: 'ann@example.org',
      name: 'Anna Example',
      phone: '+493012345678',
      notes: 'likes aisles\n\nvegetarian',
      hasPassword: true,
    })
    expect(await now(foyer, anna.identifier)).toMatchObject({
      mergedInto: ann.id,
      email: null,
      name: '',
      phone: null,
      notes: null,
      hasPassword: false,
      isActive: false,
    })
    const old = await staff.get(`${OFFICE}/${anna.identifier}/`)
    expect(old.location).toBe(`${OFFICE}/${ann.identifier}/`)

    expect(text).toContain('It goes to each of ann@example.org, anna@work.example.')
    await foyer.deliver()
    const [[toAnn, ...moreToAnn], [toAnna, ...moreToAnna]] = [
      foyer.mails.to('ann@example.org'),
      foyer.mails.to('anna@work.example'),
    ]
    expect([...moreToAnn, ...moreToAnna]).toEqual([])
    expect(toAnn?.subject).toBe('Your accounts with acme festival are one now')
    expect(toAnn?.text).toContain('You log in to it with this email address.')
    expect(toAnna?.subject).toBe('Ihre Konten bei acme festival sind jetzt eines')
    expect(toAnna?.text).toContain('Sie melden sich mit der E-Mail-Adresse des anderen Kontos an.')
    expect(toAnna?.text).toContain(ann.identifier)
    expect(`${toAnna?.text}${toAnna?.html}`).not.toContain('ann@example.org')
  })

  it('keep the other confirmed address as a further one, and end its login', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, ann, anna } = await twoAccounts(foyer)
    const [annsBrowser, annasBrowser] = [foyer.client(), foyer.client()]
    await logInWithPassword(annsBrowser)
    await logInWithPassword(annasBrowser, 'acme', 'anna@work.example')
    await merge(foyer, ann.identifier, anna.identifier)
    expect((await annsBrowser.get('/acme/account/profile')).status).toBe(200)
    expect((await annasBrowser.get('/acme/account/profile')).status).toBe(303)
    const again = await foyer.client().submit('/acme/account/login', { email: 'anna@work.example', password: PASSWORD })
    expect(again.status).toBe(422)
    const { q } = foyer.platform.db
    const addresses = await q.selectFrom('customer_emails').select(['email', 'customer_id']).execute()
    expect(addresses).toEqual([{ email: 'anna@work.example', customer_id: ann.id }])
    expect(acme.slug).toBe('acme')
  })

  it('are known to apps by the ID that they had there', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, ann, anna } = await twoAccounts(foyer)
    const app = await newClient(foyer, acme, { name: 'Knows Anna', consent: 'never' })
    const both = await newClient(foyer, acme, { name: 'Knows both', consent: 'never' })
    const sub = async (client: typeof app, customer: typeof ann) => {
      const browser = await loggedIn(foyer, acme, customer)
      const { body } = await redeem(foyer, acme, client, await codeFor(browser, acme, client))
      return (await userinfo(foyer, acme, body.access_token)).body.sub
    }
    expect(await sub(app, anna)).toBe(anna.identifier)
    expect(await sub(both, anna)).toBe(anna.identifier)
    expect(await sub(both, ann)).toBe(ann.identifier)
    const staff = await staffBrowser(foyer)
    const page = await staff.get(`${OFFICE}/${ann.identifier}/merge/${anna.identifier}`)
    expect(parse(page.text).text('main')).toContain('Knows both. What they hold')
    await staff.submit('', {}, { page })
    expect(await sub(app, ann)).toBe(anna.identifier)
    expect(await sub(both, ann)).toBe(ann.identifier)

    await undo(foyer, staff, ann.identifier)
    expect(await sub(app, anna)).toBe(anna.identifier)
    const app2 = await newClient(foyer, acme, { name: 'New', consent: 'never' })
    expect(await sub(app2, ann)).toBe(ann.identifier)
  })

  it('become two again within thirty days, with what each had', async () => {
    let clock = Date.now()
    await using foyer = await startFoyer(kind, { platform: { clock: { now: () => clock } } })
    const { ann, anna } = await twoAccounts(foyer)
    await merge(foyer, ann.identifier, anna.identifier, { login: 'removed', name: 'removed' })
    expect((await now(foyer, ann.identifier)).email).toBe('anna@work.example')
    clock += 29 * DAY
    await foyer.features.customerMerge.cleanUp()
    const staff = await staffBrowser(foyer)
    await undo(foyer, staff, ann.identifier)
    expect(await now(foyer, ann.identifier)).toMatchObject({
      email: 'ann@example.org',
      name: 'Ann Example',
      phone: null,
    })
    expect(await now(foyer, anna.identifier)).toMatchObject({
      email: 'anna@work.example',
      name: 'Anna Example',
      phone: '+493012345678',
      mergedInto: null,
      isActive: true,
      isVerified: true,
    })
    await logInWithPassword(foyer.client(), 'acme', 'anna@work.example')
    await logInWithPassword(foyer.client())
  })

  it('stay one after thirty days, and nothing is kept of the one that went', async () => {
    let clock = Date.now()
    await using foyer = await startFoyer(kind, { platform: { clock: { now: () => clock } } })
    const { acme, ann, anna } = await twoAccounts(foyer)
    await merge(foyer, ann.identifier, anna.identifier)
    const staff = await staffBrowser(foyer)
    const [address = ''] = parse((await staff.get(`${OFFICE}/${ann.identifier}/`)).text).links('Undo')
    clock += 30 * DAY
    const later = await staffBrowser(foyer, { email: 'later@example.org' })
    expect((await later.get(address)).status).toBe(404)
    expect(await foyer.features.customerMerge.cleanUp()).toBe(1)
    const { q } = foyer.platform.db
    expect(await q.selectFrom('customer_merges').select('snapshot').execute()).toEqual([{ snapshot: null }])
    const [merge1] = await foyer.features.customerMerge.list(acme, ann)
    expect(merge1?.undoUntil).toBeNull()
  })

  it('tell what cannot be brought back: an address that somebody else took', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, ann, anna } = await twoAccounts(foyer)
    await merge(foyer, ann.identifier, anna.identifier)
    await makeCustomer(foyer, acme, { email: 'anna@work.example', name: 'Somebody' })
    const staff = await staffBrowser(foyer)
    const done = await undo(foyer, staff, ann.identifier)
    expect(parse(done.text).text('main')).toContain('anna@work.example belongs to another account by now')
    expect(await now(foyer, anna.identifier)).toMatchObject({ email: null, name: 'Anna Example', mergedInto: null })
  })

  it('are not merged unseen: not after a change, not with themselves, not anonymised, not twice', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, ann, anna } = await twoAccounts(foyer)
    const staff = await staffBrowser(foyer)
    const address = `${OFFICE}/${ann.identifier}/merge/${anna.identifier}`
    const page = await staff.get(address)
    await foyer.features.customers.update(acme, anna.id, { notes: 'changed meanwhile' }, SYSTEM)
    const refused = await staff.submit('', { name: 'removed', tell: '' }, { page })
    expect(refused.status).toBe(422)
    expect(parse(refused.text).text('main')).toContain('changed while you were looking')
    expect(parse(refused.text).text('main')).toContain('changed meanwhile')
    expect(parse(page.text).form()?.values.tell).toBe('on')
    expect(parse(refused.text).form()?.values.tell).toBeUndefined()
    expect((await now(foyer, anna.identifier)).mergedInto).toBeNull()

    expect((await staff.get(`${OFFICE}/${ann.identifier}/merge/${ann.identifier}`)).status).toBe(303)
    const gone = await makeCustomer(foyer, acme, { email: 'gone@example.org' })
    await foyer.features.customers.anonymize(acme, gone.id, SYSTEM)
    expect((await staff.get(`${OFFICE}/${ann.identifier}/merge/${gone.identifier}`)).status).toBe(303)
    await staff.submit('', { tell: '' }, { page: await staff.get(address) })
    expect((await now(foyer, anna.identifier)).mergedInto).toBe(ann.id)
    expect((await staff.get(address)).status).toBe(303)
    await foyer.deliver()
    expect(foyer.mails.sent.filter(({ subject }) => subject.includes('are one now'))).toEqual([])
  })
})

async function merge(
  foyer: TestServer,
  kept: string,
  removed: string,
  choices: Record<string, 'kept' | 'removed' | 'both'> = {},
): Promise<void> {
  const acme = await foyer.features.organizers.bySlug('acme')
  if (!acme) throw new Error('no organizer')
  const [one, other] = [await now(foyer, kept), await now(foyer, removed)]
  const seen = { kept: one.modifiedAt, removed: other.modifiedAt }
  await foyer.features.customerMerge.merge(acme, one, other, { choices, seen }, SYSTEM)
}

async function undo(foyer: TestServer, staff: Awaited<ReturnType<typeof staffBrowser>>, kept: string) {
  expect(foyer.url).not.toBe('')
  const [address = ''] = parse((await staff.get(`${OFFICE}/${kept}/`)).text).links('Undo')
  const done = await staff.submit('', {}, { page: await staff.get(address), follow: true })
  expect(parse(done.text).text('main')).toContain('These are two accounts again.')
  return done
}
