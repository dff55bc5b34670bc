import { expect, it } from 'vitest'
import type { CustomerId } from '../../src/core/ids.ts'
import type { Organizer } from '../../src/features/organizers/index.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { staffBrowser } from '../support/office.ts'
import { startFoyer, type TestServer } from '../support/server.ts'

const settings = '/control/organizer/acme/settings'
const AT = 1_790_000_000_000

async function person(
  foyer: TestServer,
  organizer: Organizer,
  name: string,
  has: { password?: boolean; passkey?: boolean },
) {
  const { q } = foyer.platform.db
  const { id } = await foyer.features.customers.create(
    q,
    organizer,
    {
      email: `${name}@example.org`,
      nameParts: { _scheme: 'full', full_name: name },
      locale: 'en',
      isVerified: true,
    },
    { type: 'system' },
  )
  if (has.password) await q.updateTable('customers').set({ password_hash: 'x' }).where('id', '=', id).execute()
  if (has.passkey) await addPasskey(foyer, organizer, id, name)
  return id
}

async function addPasskey(foyer: TestServer, organizer: Organizer, customer: CustomerId, name: string) {
  await foyer.platform.db.q
    .insertInto('customer_passkeys')
    .values({
      organizer_id: organizer.id,
      customer_id: customer,
      id: `passkey-${name}` as never,
      credential_id: name,
      public_key: Buffer.from('key'),
      sign_count: 0,
      rp_id: 'localhost',
      transports: '',
      aaguid: '',
      name,
      is_backed_up: false,
      created_at: AT,
      last_used_at: null,
    })
    .execute()
}

async function order(
  foyer: TestServer,
  organizer: Organizer,
  code: string,
  of: { email?: string; customer?: CustomerId },
) {
  await foyer.platform.db.q
    .insertInto('orders')
    .values({
      organizer_id: organizer.id,
      id: code as never,
      event: 'e',
      event_name: '"E"',
      code,
      secret: code,
      email: of.email ?? null,
      customer_id: of.customer ?? null,
      status: 'p',
      datetime: AT,
      total: '1.00',
      currency: 'EUR',
      testmode: false,
      locale: null,
      url: null,
      item_count: 1,
      extra: '{}',
      line_hash: code,
      created_at: AT,
      modified_at: AT,
    })
    .execute()
}

const ALL_ON = {
  customer_accounts_native: 'true',
  customer_accounts_login_code: 'true',
  customer_accounts_passkeys: 'true',
}

async function scene(kind: 'sqlite' | 'postgres') {
  const foyer = await startFoyer(kind)
  const acme = await foyer.organizer('acme', ALL_ON)
  const ann = await person(foyer, acme, 'ann', { password: true })
  await person(foyer, acme, 'ben', { password: true, passkey: true })
  await person(foyer, acme, 'cleo', { passkey: true })
  await person(foyer, acme, 'dora', {})
  await order(foyer, acme, 'A', { customer: ann })
  await order(foyer, acme, 'B', { email: 'ann@example.org' })
  await order(foyer, acme, 'C', { email: 'ann@example.org' })
  await order(foyer, acme, 'D', { email: 'nobody@example.org' })
  return { foyer, acme, staff: await staffBrowser(foyer) }
}

describeOnBoth('the settings of customer accounts', (kind) => {
  it('say whom each touches before they are saved', async () => {
    const { foyer, staff } = await scene(kind)
    await using _ = foyer
    const affects = parse((await staff.get(settings)).text).all('.affects')
    expect(affects).toEqual(
      expect.arrayContaining([
        '4 accounts exist. Off hides them, nothing is deleted.',
        '2 customers have a password. 1 has only a password.',
        '1 customer has neither password nor passkey and needs the code.',
        '2 customers have one. 1 has no password.',
        'Required would ask 2 people at their next login.',
        '2 orders of guests belong to 1 account.',
        'Applies to 1 order. Tickets at the door are not affected.',
      ]),
    )
  })

  it('are saved, with what was before in the history', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    const staff = await staffBrowser(foyer)
    const values = {
      customer_accounts_login_code: 'on',
      customer_accounts_second_step: 'required',
      customer_accounts_password_min_length: '12',
      customer_accounts_password_letter_and_digit: 'on',
      customer_accounts_session_days: '30',
      customer_accounts_registration_challenge: 'always',
      customer_accounts_require_login_for_order_access: 'on',
      customer_accounts_membership_reminder_days: '14',
    }
    expect((await staff.submit(settings, values)).status).toBe(303)
    expect((await foyer.features.organizers.bySlug('acme'))?.settings).toMatchObject({
      customer_accounts_registration: true,
      customer_accounts_login_code: true,
      customer_accounts_passkeys: true,
      customer_accounts_second_step: 'required',
      customer_accounts_password_min_length: 12,
      customer_accounts_password_letter_and_digit: true,
      customer_accounts_session_days: 30,
      customer_accounts_registration_challenge: 'always',
      customer_accounts_require_login_for_order_access: true,
      customer_accounts_membership_reminder_days: 14,
      customer_accounts_new_device_mail: true,
    })
    const history = parse((await staff.get('/control/organizer/acme/history')).text).text('.timeline-list')
    expect(history).toMatch(/Second step ?as each customer likes ?required of everybody/)
    expect(history).toMatch(/Shortest password ?8 ?12/)
    expect((await staff.submit(settings, { customer_accounts_session_days: '' })).status).toBe(303)
    expect((await foyer.features.organizers.bySlug('acme'))?.settings.customer_accounts_session_days).toBeNull()
  })

  it('keep what was typed and mark what is not saved when something does not fit', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    const staff = await staffBrowser(foyer)
    expect((await staff.get(settings)).text).not.toContain('chip-warn')
    const answer = await staff.submit(settings, {
      customer_accounts_password_min_length: '7',
      customer_accounts_session_days: '400',
      customer_accounts_login_code: 'on',
    })
    expect(answer.status).toBe(422)
    const page = parse(answer.text)
    expect(page.all('.error-list li')).toHaveLength(2)
    expect(page.attribute('#f-customer_accounts_password_min_length', 'value')).toBe('7')
    expect(page.text('label[for=f-customer_accounts_login_code]')).toBe('Log in with a code by email Changed')
    expect(page.all('label .chip-warn')).toHaveLength(3)
    expect(page.text('.save-bar')).toContain('3 changes')
  })

  it('ask before they take the only way in, with its name, and again when the change is another one', async () => {
    const { foyer, staff } = await scene(kind)
    await using _ = foyer
    const current = async () => (await foyer.features.organizers.bySlug('acme'))?.settings
    const page = await staff.get(settings)
    const values = parse(page.text).form()?.values ?? {}
    const { customer_accounts_login_code: __, ...withoutCode } = values
    const asked = await staff.post(settings, withoutCode)
    expect(asked.status).toBe(200)
    expect(parse(asked.text).text('[role=alert]')).toContain('You are about to lock out 1 person')
    expect(parse(asked.text).text('[role=alert]')).toContain('Without code by email this person has no other way in')
    expect(parse(asked.text).text('[role=alert]')).toContain('Forgot password?')
    expect(parse(asked.text).text('.save-bar')).toContain('Save and lock out 1')

    const { customer_accounts_native: ___, ...more } = parse(asked.text).form()?.values ?? {}
    const again = await staff.post(settings, more)
    expect(parse(again.text).text('[role=alert]')).toContain('You are about to lock out 2 people')
    expect(parse(again.text).text('[role=alert]')).toContain('Without email and password and code by email')
    expect((await current())?.customer_accounts_login_code).toBe(true)
    expect((await staff.submit('', {}, { page: again })).status).toBe(303)
    expect(await current()).toMatchObject({ customer_accounts_login_code: false, customer_accounts_native: false })
  })

  it('do not ask when everybody has another way in', async () => {
    const { foyer, staff } = await scene(kind)
    await using _ = foyer
    const values = parse((await staff.get(settings)).text).form()?.values ?? {}
    const { customer_accounts_native: __, customer_accounts_passkeys: ___, ...rest } = values
    expect((await staff.post(settings, rest)).status).toBe(303)
  })
})
