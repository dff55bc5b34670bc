import { expect, it } from 'vitest'
import { DAY } from '../../src/core/clock.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { staffBrowser } from '../support/office.ts'
import { newClient } from '../support/provider.ts'
import { startFoyer } from '../support/server.ts'
import { mainText, movableClock } from '../support/staff.ts'

const PAGE = '/control/organizer/acme/ssokeys'
const SYSTEM = { type: 'system' } as const

describeOnBoth('the page about signing keys', (kind) => {
  it('shows the key that signs, the one that comes next and the former ones, for each algorithm', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    const acme = await foyer.organizer('acme')
    await newClient(foyer, acme)
    const { keys } = foyer.features.openidProvider
    await keys.signer(acme.id, 'EdDSA')
    const former = (await keys.signer(acme.id, 'RS256')).kid
    const current = await keys.rotate(acme.id, 'RS256', SYSTEM)
    clock.advance(84 * DAY)
    await keys.rotateDue()
    await keys.rotate(acme.id, 'EdDSA', SYSTEM)
    const next = (await keys.list(acme.id)).find(({ state }) => state === 'next')
    const staff = await staffBrowser(foyer)
    const page = await staff.get(PAGE)
    expect(page.status).toBe(200)
    const text = mainText(page.text)
    expect(text).toContain('The next key is published already and signs from')
    expect(text).toContain('No active app uses this algorithm')
    for (const kid of [former, current.kid, next?.kid ?? 'no next key']) expect(text).toContain(kid)
    expect(text).toContain(`${foyer.url}/acme/oauth2/v1/keys`)
    expect(page.text).toContain(`aria-label="RS256: key ${current.kid.slice(0, 8)} signs since`)
    const german = await staff.get(`${PAGE}?locale=de`, { follow: true })
    expect(mainText(german.text)).toContain('Der nächste ist schon veröffentlicht')
  })

  it('publishes a new key a day before it signs, and lets it take over at once when asked again', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await newClient(foyer, acme, { name: 'Video portal' })
    const { keys } = foyer.features.openidProvider
    const former = (await keys.signer(acme.id, 'RS256')).kid
    const staff = await staffBrowser(foyer)
    const ask = `${PAGE}/rotate?alg=RS256`
    const asked = await staff.get(ask)
    expect(mainText(asked.text)).toContain('1 app checks RS256 signatures: Video portal.')
    const fields = { alg: 'RS256', from: former }
    expect((await staff.submit(ask, { ...fields, when: 'later' })).status).toBe(422)
    expect(await keys.list(acme.id)).toHaveLength(1)
    expect((await staff.submit(ask, { ...fields, when: 'announce' })).location).toBe(PAGE)
    expect(mainText((await staff.get(PAGE)).text)).toContain('A new RS256 key is published.')
    expect((await keys.signer(acme.id, 'RS256')).kid).toBe(former)
    const next = (await keys.list(acme.id)).find(({ state }) => state === 'next')?.kid ?? ''
    const again = await staff.get(ask)
    expect(mainText(again.text)).toContain('It was published less than a day ago.')
    await staff.submit(ask, {})
    expect((await keys.signer(acme.id, 'RS256')).kid).toBe(next)
    const acts = await foyer.features.audit.list(acme.id, { limit: 50 })
    expect(acts.find(({ action }) => action === 'foyer.signingkey.rotated')).toMatchObject({
      actorName: 'Jonas Weber',
      before: { kid: former },
    })
    await staff.submit(ask, { ...fields, when: 'now' })
    expect(mainText((await staff.get(PAGE)).text)).toContain('had been changed already')
    expect((await keys.signer(acme.id, 'RS256')).kid).toBe(next)
  })

  it('changes a key once when the form is sent fifty times', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const { keys } = foyer.features.openidProvider
    const former = (await keys.signer(acme.id, 'RS256')).kid
    const staff = await staffBrowser(foyer)
    const { values = {} } = parse((await staff.get(`${PAGE}/rotate?alg=RS256`)).text).form('ssokeys/rotate') ?? {}
    const body = new URLSearchParams({ ...values, alg: 'RS256', from: former, when: 'now' }).toString()
    const answers = await Promise.all(Array.from({ length: 50 }, () => staff.request('POST', `${PAGE}/rotate`, body)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
    expect((await keys.list(acme.id)).map(({ state }) => state)).toEqual(['current', 'previous'])
  })

  it('sets the days between two keys and refuses what is no number of days', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    const staff = await staffBrowser(foyer)
    for (const days of ['1', '3651', 'often', '-5', '2.5', '']) {
      const answer = await staff.submit(PAGE, { sso_key_rotation_days: days })
      expect(answer.status).toBe(422)
      expect(mainText(answer.text)).toContain('Give a whole number of days from 2 to 3650.')
      expect(answer.text).toContain(`value="${days}"`)
    }
    expect((await staff.submit(PAGE, { sso_key_rotation_days: '30' })).status).toBe(303)
    expect(mainText((await staff.get(PAGE)).text)).toContain('Keys are changed every 30 days now.')
    const acme = await foyer.features.organizers.bySlug('acme')
    expect(acme?.settings.sso_key_rotation_days).toBe(30)
  })

  it('is for reading only to those who may not change settings', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const { keys } = foyer.features.openidProvider
    await keys.publicKeys(acme.id)
    const member = await staffBrowser(foyer, { organizer: acme, role: 'member' })
    const page = await member.get(PAGE)
    expect(page.status).toBe(200)
    expect(mainText(page.text)).not.toContain('Rotate now')
    expect(parse(page.text).form('ssokeys')).toBeNull()
    expect((await member.get(`${PAGE}/rotate?alg=RS256`)).status).toBe(403)
    const token = parse(page.text).form()?.values._csrf ?? ''
    for (const path of [PAGE, `${PAGE}/rotate`]) {
      const body = new URLSearchParams({ _csrf: token, alg: 'RS256', when: 'now', sso_key_rotation_days: '30' })
      expect((await member.request('POST', path, body.toString())).status).toBe(403)
    }
    expect(await keys.list(acme.id)).toHaveLength(1)
  })

  it.each(['RS512', '', 'none', 'EdDSA'])('answers 404 for the algorithm "%s", which has no key', async (alg) => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    const staff = await staffBrowser(foyer)
    expect((await staff.get(`${PAGE}/rotate?alg=${alg}`)).status).toBe(404)
  })
})
