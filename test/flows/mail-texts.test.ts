import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Organizer } from '../../src/features/organizers/index.ts'
import { describeOnBoth } from '../support/databases.ts'
import { foyerCommand } from '../support/foyer-command.ts'
import { parse } from '../support/html.ts'
import { staffBrowser } from '../support/office.ts'
import { startFoyer, type TestServer } from '../support/server.ts'

const mails = '/control/organizer/acme/settings/mails'
const RESET = `${mails}/customer_reset`

async function newCustomer(foyer: TestServer, organizer: Organizer, locale: 'en' | 'de') {
  const nameParts = { _scheme: 'given_family', given_name: 'Ann', family_name: 'Example' }
  const values = { email: 'ann@example.org', nameParts, isVerified: true, locale }
  return foyer.features.customers.create(foyer.platform.db.q, organizer, values, { type: 'system' })
}

/** The mail that somebody gets who forgot the password. */
async function resetMail(foyer: TestServer) {
  await foyer.client().submit('/acme/account/pwreset', { email: 'ann@example.org' })
  await foyer.deliver()
  return foyer.mails.sent.at(-1)
}

describeOnBoth('the texts of mails', (kind) => {
  it('are listed by group, with what is changed, and edited from the default', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await newCustomer(foyer, acme, 'de')
    const staff = await staffBrowser(foyer)
    const list = parse((await staff.get(mails)).text)
    expect(list.text('.line-tabs a[aria-current]')).toBe('Email')
    expect(list.all('main h2')).toEqual(expect.arrayContaining(['Account', 'Security']))
    expect(list.links('Activation')).toEqual([`${mails}/customer_registration`])

    const page = await staff.get(`${RESET}?language=de`)
    expect(parse(page.text).text('textarea')).toContain('[Neues Passwort')
    expect(parse(page.text).all('dt')).toEqual(expect.arrayContaining(['{name}', '{name_for_salutation}', '{url}']))
    const saved = await staff.submit(
      '',
      { subject: 'Neu, {name}!', body: '# Hallo {name}\n\nBitte **hier**:\n\n[Los]({url})' },
      { page },
    )
    expect([saved.status, saved.location]).toEqual([303, `${RESET}?language=de`])
    const mail = await resetMail(foyer)
    expect(mail?.subject).toBe('Neu, Ann Example!')
    expect(mail?.html).toMatch(/<h1 [^>]*>Hallo Ann Example<\/h1>/)
    expect(mail?.html).toMatch(/class="m-btn" href="http[^"]+"[^>]*>Los</)
    expect(mail?.text).toContain('Hallo Ann Example\n\nBitte hier:')

    expect(parse((await staff.get(mails)).text).text('main')).toContain('Changed: Deutsch')
    expect(parse((await staff.get(`${RESET}?language=en`)).text).text('textarea')).toContain(
      '[Set a new password]({url})',
    )
    const history = parse((await staff.get('/control/organizer/acme/history')).text).text('.timeline-list') ?? ''
    expect(history).toContain('The text of the email “new password” was changed')
    expect(history).toContain('Neu, {name}!')
  })

  it('are refused with what is wrong and stay as they were typed', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const staff = await staffBrowser(foyer)
    const typed = { subject: 'Go to {url}', body: `{nmae}, {url} ${'x'.repeat(3000)}` }
    const answer = await staff.submit(RESET, typed)
    expect(answer.status).toBe(422)
    const page = parse(answer.text)
    expect(page.all('.error-list li')).toEqual([
      '{url} does not work in a subject. Put it into the text.',
      '{nmae} is not a placeholder of this email. Did you mean {name}?',
    ])
    expect(page.attribute('#f-subject', 'value')).toBe(typed.subject)
    expect(page.text('textarea')).toBe(typed.body)
    expect((await foyer.features.mailTexts.own(acme.id)).size).toBe(0)
  })

  it('go back to the default, which is not kept', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await newCustomer(foyer, acme, 'en')
    const staff = await staffBrowser(foyer)
    await staff.submit(`${RESET}?language=en`, { subject: 'Mine', body: '{url}' })
    expect((await resetMail(foyer))?.subject).toBe('Mine')
    const [toDefault = ''] = parse((await staff.get(`${RESET}?language=en`)).text).links('Back to the default text')
    const page = await staff.get(toDefault)
    expect(parse(page.text).text('main')).toContain('This is the default text')
    expect((await resetMail(foyer))?.subject).toBe('Mine')
    expect((await staff.submit('', {}, { page })).status).toBe(303)
    expect((await foyer.features.mailTexts.own(acme.id)).size).toBe(0)
    expect((await resetMail(foyer))?.subject).toBe('Set a new password at acme festival')
  })

  it('fall back to the default when they mention what is no longer there', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', { name_scheme: 'given_family' })
    await newCustomer(foyer, acme, 'en')
    const staff = await staffBrowser(foyer)
    await staff.submit(`${RESET}?language=en`, { subject: 'Kept', body: 'Dear {name_family_name}: {url}' })
    expect((await resetMail(foyer))?.text).toContain('Dear Example: http')
    await foyer.features.organizers.set(acme, { name_scheme: 'full' }, { type: 'system' })
    const mail = await resetMail(foyer)
    expect(mail?.subject).toBe('Kept')
    expect(mail?.text).toContain('Somebody, probably you, asked for a new password')
  })

  it('are previewed as typed, in both forms and languages, without being saved', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const staff = await staffBrowser(foyer)
    const german = await staff.get(`${RESET}/preview?language=de`)
    expect(german.text).toContain('<html lang="de"')
    expect(german.text).toContain('Łucja Wiśniewska')
    const page = await staff.get(`${RESET}?language=en`)
    const values = { ...parse(page.text).form()?.values, body: 'Typed for {name}\n\n{url}' }
    const html = await staff.post(`${RESET}/preview`, { ...values, part: 'html' })
    expect(html.text).toContain('Typed for Łucja Wiśniewska')
    const text = await staff.post(`${RESET}/preview`, { ...values, part: 'text' })
    expect(parse(text.text).text('pre')).toContain('Typed for Łucja Wiśniewska')
    const bad = await staff.post(`${RESET}/preview`, { ...values, body: 'none' })
    expect([bad.status, parse(bad.text).text('body')]).toEqual([422, expect.stringContaining('The text lacks {url}')])
    expect((await foyer.features.mailTexts.own(acme.id)).size).toBe(0)
  })

  it('go to oneself for a test, ten times an hour', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    const staff = await staffBrowser(foyer)
    const values = parse((await staff.get(`${RESET}?language=en`)).text).form()?.values ?? {}
    const sent = await staff.post(`${RESET}/test`, { ...values, subject: 'Try {name}' })
    expect(parse(sent.text).text('[role=status]')).toContain('on its way to jonas@example.org')
    await foyer.deliver()
    expect(foyer.mails.sent.at(-1)).toMatchObject({ to: 'jonas@example.org', subject: '[Test] Try Łucja Wiśniewska' })
    for (let count = 1; count < 10; count++) await staff.post(`${RESET}/test`, values)
    const refused = await staff.post(`${RESET}/test`, { ...values, body: 'kept {url}' })
    expect(refused.status).toBe(429)
    expect(parse(refused.text).text('textarea')).toBe('kept {url}')
  })

  it('are shown, set and reset at the command line, and the server knows at once', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await newCustomer(foyer, acme, 'en')
    const one = ['--organizer', 'acme', '--key', 'customer_reset', '--locale', 'en']
    const shown = await foyerCommand(foyer, 'mail-text', 'show', ...one)
    expect(shown.json).toMatchObject({
      key: 'customer_reset',
      is_default: true,
      subject: 'Set a new password at {organizer}',
    })
    writeFileSync(join(foyer.config.dataDir, 'body.md'), 'From a file: {url}')
    const set = await foyerCommand(foyer, 'mail-text', 'set', ...one, '--subject', 'S', '--body-file', 'body.md')
    expect(set.json).toMatchObject({ is_default: false, subject: 'S', body: 'From a file: {url}' })
    await expect.poll(async () => (await resetMail(foyer))?.subject).toBe('S')
    writeFileSync(join(foyer.config.dataDir, 'bad.md'), '{nmae} {url}')
    const bad = await foyerCommand(foyer, 'mail-text', 'set', ...one, '--body-file', 'bad.md')
    expect([bad.status, bad.stderr]).toEqual([1, expect.stringContaining('{nmae}')])
    expect((await foyerCommand(foyer, 'mail-text', 'show', ...one.with(3, 'nothing'))).status).toBe(1)
    expect((await foyerCommand(foyer, 'mail-text', 'reset', ...one)).json).toMatchObject({ is_default: true })
    expect((await foyerCommand(foyer, 'mail-text', 'set', ...one)).status).not.toBe(0)
  })
})
