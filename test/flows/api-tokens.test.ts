import { expect, it } from 'vitest'
import { DAY, MINUTE } from '../../src/core/clock.ts'
import { callApi, tokenOf } from '../support/api.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { startFoyer } from '../support/server.ts'
import { mainText, movableClock } from '../support/staff.ts'
import { makeTeam, member } from '../support/teams.ts'

const statusWith = async (foyer: { url: string }, secret: string) =>
  (await callApi(foyer, '/organizers/', { headers: { authorization: `Token ${secret}` } })).status

describeOnBoth('the API tokens of a team', (kind) => {
  it('134: are made on its page and shown once', async () => {
    await using foyer = await startFoyer(kind, { platform: { clock: movableClock() } })
    const acme = await foyer.organizer('acme')
    const { browser, team, user } = await member(foyer, acme, 'kim@example.org', 'all')
    const page = `/control/organizer/acme/team/${team.id}/`
    expect(mainText((await browser.get(page)).text)).toContain('This team has no API tokens.')
    expect(parse((await browser.get(page)).text).links('Create a token')).toEqual([`${page}tokens/add`])
    const made = await browser.submit(`${page}tokens/add`, { name: ' Website ', expires: '30' })
    expect([made.status, made.location]).toEqual([303, expect.stringContaining(`${page}tokens/`)])
    const shown = await browser.get(made.location ?? '')
    const secret = parse(shown.text).text('code') ?? ''
    expect(await statusWith(foyer, secret)).toBe(200)
    expect((await browser.get(made.location ?? '')).text).not.toContain(secret)
    const list = mainText((await browser.get(page)).text)
    expect(list).toContain(`ends in ${secret.slice(-4)}`)
    expect(list).not.toContain(secret)
    const [token] = await foyer.features.apiTokens.list(team)
    expect(token).toMatchObject({ name: 'Website', createdBy: user.id, revokedAt: null })
    expect((token?.expiresAt ?? 0) - (token?.createdAt ?? 0)).toBe(30 * DAY)
    const history = await foyer.features.audit.list(acme.id, { limit: 1 })
    expect(history).toMatchObject([
      { action: 'pretix.team.token.created', objectName: team.name, after: { name: 'Website' } },
    ])
  })

  it('135: stop at once when they are revoked, and stay listed', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const { browser, team } = await member(foyer, acme, 'kim@example.org', 'all')
    const { token, secret } = await tokenOf(foyer, team)
    const page = `/control/organizer/acme/team/${team.id}/`
    expect(await statusWith(foyer, secret)).toBe(200)
    const asked = await browser.get(`${page}tokens/${token.id}/revoke`)
    expect(mainText(asked.text)).toContain('get no more answers')
    expect(await statusWith(foyer, secret)).toBe(200)
    expect((await browser.submit('', {}, { page: asked })).location).toBe(page)
    expect(await statusWith(foyer, secret)).toBe(401)
    expect(mainText((await browser.get(page)).text)).toContain('Revoked')
    const again = await browser.submit(`${page}tokens/${token.id}/revoke`, {})
    expect(again.status).toBe(303)
    const history = await foyer.features.audit.list(acme.id, { limit: 5 })
    expect(history.filter(({ action }) => action === 'pretix.team.token.deleted')).toHaveLength(1)
  })

  it('end on their day, and note their last use to the minute', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    const acme = await foyer.organizer('acme')
    const { team } = await member(foyer, acme, 'kim@example.org', 'all')
    const { token, secret } = await tokenOf(foyer, team, { expiresAt: clock.now() + DAY })
    const used = async () => (await foyer.features.apiTokens.byId(team, token.id))?.lastUsedAt ?? null
    expect(await used()).toBeNull()
    await statusWith(foyer, secret)
    const first = await used()
    clock.advance(MINUTE / 2)
    await statusWith(foyer, secret)
    expect(await used()).toBe(first)
    clock.advance(MINUTE)
    await statusWith(foyer, secret)
    expect((await used()) ?? 0).toBeGreaterThan(first ?? 0)
    clock.advance(DAY)
    expect(await statusWith(foyer, secret)).toBe(401)
  })

  it('keep what was typed when something is wrong', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const { browser, team } = await member(foyer, acme, 'kim@example.org', 'all')
    const add = `/control/organizer/acme/team/${team.id}/tokens/add`
    const nameless = await browser.submit(add, { name: ' ', expires: 'date', date: '2001-02-03' })
    expect(nameless.status).toBe(422)
    expect(parse(nameless.text).form()?.values).toMatchObject({ expires: 'date', date: '2001-02-03' })
    for (const typed of [
      { name: 'x', expires: 'date', date: '2001-02-03' },
      { name: 'x', expires: 'date', date: '2099-02-30' },
      { name: 'x', expires: 'soon' },
      { name: 'x'.repeat(191), expires: '30' },
    ]) {
      expect((await browser.submit(add, typed)).status).toBe(422)
    }
    expect(await foyer.features.apiTokens.list(team)).toEqual([])
  })

  it('speak German, too', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const { browser, team } = await member(foyer, acme, 'kim@example.org', 'all')
    browser.cookies.set('foyer-locale', 'de')
    const page = await browser.get(`/control/organizer/acme/team/${team.id}/tokens/add`)
    expect(parse(page.text).text('h1')).toBe('API-Token erstellen')
  })

  it('end with their team', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await member(foyer, acme, 'kim@example.org', 'all')
    const team = await makeTeam(foyer, acme, 'Short-lived')
    const { secret } = await tokenOf(foyer, team)
    expect(await statusWith(foyer, secret)).toBe(200)
    await foyer.features.teams.manage.remove(acme, team.id, { user: null, actor: { type: 'system' } })
    expect(await statusWith(foyer, secret)).toBe(401)
  })
})
