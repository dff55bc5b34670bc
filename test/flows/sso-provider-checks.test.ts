import { expect, it } from 'vitest'
import { HOUR, MINUTE } from '../../src/core/clock.ts'
import type { SsoProviderId } from '../../src/core/ids.ts'
import { describeOnBoth } from '../support/databases.ts'
import { startDescribedProvider } from '../support/described-provider.ts'
import { staffBrowser } from '../support/office.ts'
import { movableClock } from '../support/second-step.ts'
import { startFoyer } from '../support/server.ts'

const ALLOWED = { FOYER_OUTGOING_ALLOW: '127.0.0.1' }

describeOnBoth('checks of SSO providers by the clock', (kind) => {
  it('tell the history once that a provider does not work, after two in a row, and once that it does again', async () => {
    await using uni = await startDescribedProvider()
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { env: ALLOWED, platform: { clock } })
    const { id: organizerId } = await foyer.organizer('acme')
    const { ssoProviders, audit } = foyer.features
    const { id } = await ssoProviders.create(organizerId, { ...uni.input, name: { en: 'Uni' } }, { type: 'command' })
    const failing = async () => (await ssoProviders.byId(organizerId, id))?.isFailing
    const told = async (of: SsoProviderId = id) => {
      const entries = await audit.list(organizerId, { limit: 50, object: { type: 'ssoprovider', id: of } })
      return entries.filter(({ action }) => action.includes('.check.')).reverse()
    }
    const check = async (afterMs: number) => {
      clock.pass(afterMs)
      return ssoProviders.refreshDue()
    }
    const down = (_path: string, response: { writeHead(status: number): { end(): unknown } }) =>
      void response.writeHead(503).end()

    uni.answer = down
    expect(await check(HOUR + 1)).toBe(1)
    expect([await failing(), await told()]).toEqual([false, []])
    uni.answer = null
    expect(await check(11 * MINUTE)).toBe(1)
    uni.answer = down
    expect(await check(HOUR + 1)).toBe(1)
    for (const _ of [1, 2, 3]) await ssoProviders.refresh(organizerId, id)
    expect([await failing(), await told()]).toEqual([false, []])

    expect(await check(11 * MINUTE)).toBe(1)
    expect(await failing()).toBe(true)
    for (const _ of [1, 2]) expect(await check(11 * MINUTE)).toBe(1)
    expect(await told()).toMatchObject([
      {
        action: 'foyer.ssoprovider.check.failed',
        actorType: 'system',
        detail: { problem: { key: 'ssoProviders:discovery.badStatus' } },
      },
    ])
    const staff = await staffBrowser(foyer)
    const list = '/control/organizer/acme/ssoproviders'
    const edit = `/control/organizer/acme/ssoprovider/${id}/edit`
    expect((await staff.get(list)).text).toMatch(/Fails<\/span><span class="hint block">Checked \d/)
    const ill = (await staff.get(edit)).text
    expect(ill).toContain('does not work: it could not be read twice in a row')
    expect(ill).toMatch(/What was wrong<\/span><ins>[^<]*the answer has the status 503/)
    expect(ill).toContain('Nothing changed there since the settings were saved')

    uni.answer = null
    uni.kids = ['k2', 'k3']
    uni.metadata = { token_endpoint: `${uni.issuer}/new-token` }
    clock.pass(11 * MINUTE)
    await Promise.all([ssoProviders.refreshDue(), ...[1, 2, 3].map(() => ssoProviders.refresh(organizerId, id))])
    expect(await failing()).toBe(false)
    expect((await told()).map(({ action }) => action)).toEqual([
      'foyer.ssoprovider.check.failed',
      'foyer.ssoprovider.check.recovered',
    ])
    const well = (await staff.get(edit)).text
    expect(well).toContain('can be read again')
    expect(well).toContain('with the keys k2, k3')
    expect(well).toMatch(/Changed there [^<]*: keys, address for tokens</)

    uni.answer = down
    await check(HOUR + 1)
    const asked = Promise.withResolvers<void>()
    const gate = Promise.withResolvers<void>()
    uni.answer = (path, response) => {
      uni.answer = down
      asked.resolve()
      gate.promise.then(() => down(path, response))
    }
    const slow = ssoProviders.refresh(organizerId, id)
    await asked.promise
    await check(HOUR + 1)
    gate.resolve()
    await slow
    expect([await failing(), (await told()).length]).toEqual([true, 3])
    uni.answer = null
    const saved = await ssoProviders.update(organizerId, id, { settings: { scope: 'openid' } }, { type: 'command' })
    expect([saved.isFailing, (await told()).length]).toEqual([false, 4])
  })
})
