import { expect, it } from 'vitest'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { loggedIn, newCustomer } from '../support/provider.ts'
import { startFoyer, type TestServer } from '../support/server.ts'
import { mainText } from '../support/staff.ts'

const PEOPLE = '/acme/account/profiles'
const ADDRESSES = '/acme/account/addresses'

async function prepared(foyer: TestServer) {
  const acme = await foyer.organizer('acme', { name_scheme: 'given_family' })
  const customer = await newCustomer(foyer, acme)
  const browser = await loggedIn(foyer, acme, customer)
  await browser.get('/acme/account/profiles?locale=en', { follow: true })
  const { savedPeople } = foyer.features
  const people = () => savedPeople.list(acme, 'people', customer.id)
  const addresses = () => savedPeople.list(acme, 'addresses', customer.id)
  return { acme, customer, browser, people, addresses }
}

describeOnBoth('saved people and addresses', (kind) => {
  it('are added, edited and deleted', async () => {
    await using foyer = await startFoyer(kind)
    const { browser, people } = await prepared(foyer)
    expect(mainText((await browser.get(PEOPLE)).text)).toContain('No person saved yet')
    const person = {
      given_name: 'Ben',
      family_name: 'Berg',
      email: 'Ben@Example.org',
      street: 'Weg 1\r\nHinterhaus',
      zipcode: '04109',
      city: 'Leipzig',
      country: 'DE',
    }
    const added = await browser.submit(`${PEOPLE}/add`, person)
    expect([added.status, added.location]).toEqual([303, PEOPLE])
    const [saved] = await people()
    expect(saved).toMatchObject({
      name: 'Ben Berg',
      texts: { email: 'ben@example.org', street: 'Weg 1\nHinterhaus', country: 'DE' },
    })
    const list = mainText((await browser.get(PEOPLE)).text)
    for (const text of ['Ben Berg', 'ben@example.org', '04109 Leipzig', 'Germany']) expect(list).toContain(text)
    await browser.submit(`${PEOPLE}/${saved?.id}/edit`, { city: 'Halle', company: 'Berg GmbH' })
    expect((await people())[0]?.texts).toMatchObject({ city: 'Halle', company: 'Berg GmbH', zipcode: '04109' })
    const question = await browser.get(`${PEOPLE}/${saved?.id}/delete`)
    expect(parse(question.text).text('h1')).toBe('Delete Ben Berg?')
    expect(await people()).toHaveLength(1)
    await browser.submit('', {}, { page: question })
    expect(await people()).toEqual([])
  })

  it('keep a whole address for invoices', async () => {
    await using foyer = await startFoyer(kind)
    const { browser, addresses } = await prepared(foyer)
    const address = {
      is_business: 'on',
      company: 'Berg GmbH',
      street: 'Weg 1',
      country: 'AT',
      vat_id: 'atu 12345678',
      custom_field: 'Floor 2',
      internal_reference: 'KST 7',
      beneficiary: 'School',
    }
    expect((await browser.submit(`${ADDRESSES}/add`, address)).status).toBe(303)
    expect(await addresses()).toMatchObject([
      { isBusiness: true, name: '', texts: { vat_id: 'ATU12345678', beneficiary: 'School', custom_field: 'Floor 2' } },
    ])
    expect(mainText((await browser.get(ADDRESSES)).text)).toContain('VAT ID: ATU12345678')
  })

  it('keep what was typed and name each wrong field', async () => {
    await using foyer = await startFoyer(kind)
    const { browser, people, addresses } = await prepared(foyer)
    const wrong = await browser.submit(`${PEOPLE}/add`, { given_name: 'Ben', email: 'x', zipcode: '1'.repeat(31) })
    expect(wrong.status).toBe(422)
    const page = parse(wrong.text)
    expect(page.all('.error-list li')).toHaveLength(3)
    expect(page.attribute('#f-given_name', 'value')).toBe('Ben')
    expect(page.attribute('#f-email', 'aria-invalid')).toBe('true')
    expect((await browser.submit(`${ADDRESSES}/add`, {})).status).toBe(422)
    expect((await browser.submit(`${ADDRESSES}/add`, { vat_id: '?', city: 'x' })).status).toBe(422)
    expect([...(await people()), ...(await addresses())]).toEqual([])
  })

  it('show answers, which go one by one', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, customer, browser, people } = await prepared(foyer)
    await browser.submit(`${PEOPLE}/add`, { given_name: 'Ben', family_name: 'Berg' })
    const [saved] = await people()
    const answers = [
      {
        field_name: 'a',
        field_label: 'Food',
        value: { veg: 'Vegetarian' },
        question_type: 'C',
        question_identifier: 'Q',
      },
      { field_name: 'b', field_label: 'Wheelchair', value: true, question_type: 'B', question_identifier: 'R' },
    ]
    await foyer.platform.db.q
      .updateTable('attendee_profiles')
      .set({ answers: JSON.stringify(answers) })
      .where('organizer_id', '=', acme.id)
      .execute()
    expect(mainText((await browser.get(PEOPLE)).text)).toContain('Food: Vegetarian')
    const { savedPeople } = foyer.features
    const remove = (label: string) =>
      savedPeople.removeAnswer(acme, customer.id, saved?.id ?? '', { position: 0, label })
    expect(await remove('Wheelchair')).toBe(false)
    const token = parse((await browser.get(`${PEOPLE}/${saved?.id}/edit`)).text).form('edit')?.values._csrf ?? ''
    await browser.post(`${PEOPLE}/${saved?.id}/answer`, { _csrf: token, answer: '0', label: 'Food' })
    expect((await people())[0]?.answers).toEqual([{ label: 'Wheelchair', value: true }])
  })

  it('belong to one customer, and are limited', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, customer, browser, people } = await prepared(foyer)
    await browser.submit(`${PEOPLE}/add`, { given_name: 'Ben', family_name: 'Berg' })
    const [saved] = await people()
    const other = await newCustomer(foyer, acme, { email: 'eve@example.org' })
    const stranger = await loggedIn(foyer, acme, other)
    for (const page of ['edit', 'delete']) {
      expect((await stranger.get(`${PEOPLE}/${saved?.id}/${page}`)).status).toBe(404)
      const token = parse((await stranger.get(`${PEOPLE}/add`)).text).form('add')?.values._csrf ?? ''
      const body = { _csrf: token, given_name: 'E', family_name: 'E' }
      expect((await stranger.post(`${PEOPLE}/${saved?.id}/${page}`, body)).status).toBe(404)
      expect((await browser.post(`${PEOPLE}/${saved?.id}/${page}`, {})).status).toBe(403)
    }
    expect(await people()).toEqual([saved])
    const { savedPeople } = foyer.features
    const form = { name: { given_name: 'A', family_name: 'B' }, texts: {}, isBusiness: false }
    const tries = Array.from({ length: 60 }, () => savedPeople.add(acme, 'people', customer.id, form))
    const done = (await Promise.allSettled(tries)).filter(({ status }) => status === 'fulfilled')
    expect(done).toHaveLength(49)
    expect(await people()).toHaveLength(50)
  })
})
