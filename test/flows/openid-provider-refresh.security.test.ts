import { expect, it } from 'vitest'
import { DAY, HOUR } from '../../src/core/clock.ts'
import type { Organizer } from '../../src/features/organizers/index.ts'
import { describeOnBoth } from '../support/databases.ts'
import { codeFor, newClient, OFFLINE, offlineTokens, redeem, refresh, userinfo } from '../support/provider.ts'
import { startFoyer, type TestServer } from '../support/server.ts'

const SYSTEM = { type: 'system' } as const

async function countOf(foyer: TestServer, organizer: Organizer, action: string): Promise<number> {
  const history = await foyer.features.audit.list(organizer.id, { limit: 100 })
  return history.filter((entry) => entry.action === action).length
}

describeOnBoth('refresh tokens', (kind) => {
  it('are replaced at each use; older access tokens live on', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const { app, customer, tokens } = await offlineTokens(foyer, acme)
    let last = tokens
    const seen = new Set([tokens.refresh_token])
    for (let turn = 0; turn < 5; turn++) {
      const { status, body } = await refresh(foyer, acme, app, last.refresh_token)
      expect([status, body.scope, body.token_type]).toEqual([200, 'openid email offline_access', 'Bearer'])
      expect(seen.has(body.refresh_token)).toBe(false)
      seen.add(body.refresh_token)
      last = body
    }
    for (const token of [tokens.access_token, last.access_token]) {
      const { status, body } = await userinfo(foyer, acme, token)
      expect([status, body.sub, body.email]).toEqual([200, customer.identifier, customer.email])
    }
  })

  it('are given only for offline_access, to clients that may have it', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const { app, browser } = await offlineTokens(foyer, acme)
    const plain = await redeem(foyer, acme, app, await codeFor(browser, acme, app))
    expect([plain.status, plain.body.refresh_token]).toEqual([200, undefined])
    const without = await newClient(foyer, acme)
    const scope = 'openid offline_access'
    const ignored = await redeem(foyer, acme, without, await codeFor(browser, acme, without, { scope }))
    expect([ignored.status, ignored.body.scope, ignored.body.refresh_token]).toEqual([200, 'openid', undefined])
  })

  it('end with their whole family when one comes back, and the history says so once', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const { app, tokens } = await offlineTokens(foyer, acme)
    const second = (await refresh(foyer, acme, app, tokens.refresh_token)).body
    const third = (await refresh(foyer, acme, app, second.refresh_token)).body
    for (let turn = 0; turn < 2; turn++) {
      const again = await refresh(foyer, acme, app, tokens.refresh_token)
      expect([again.status, again.body.error]).toEqual([400, 'invalid_grant'])
    }
    expect((await refresh(foyer, acme, app, third.refresh_token)).body.error).toBe('invalid_grant')
    for (const { access_token } of [tokens, second, third]) {
      expect((await userinfo(foyer, acme, access_token)).status).toBe(401)
    }
    expect(await countOf(foyer, acme, 'foyer.ssoclient.refresh.reused')).toBe(1)
  })

  it('give one answer among fifty at the same time, at two servers', async () => {
    await using foyer = await startFoyer(kind)
    await using other = await startFoyer(kind, { beside: foyer, env: { FOYER_URL: foyer.url } })
    const acme = await foyer.organizer('acme')
    const { app, tokens } = await offlineTokens(foyer, acme)
    const port = other.config.port
    const doors = [foyer, { url: `http://localhost:${port}` }]
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => refresh(doors[i % 2] ?? foyer, acme, app, tokens.refresh_token)),
    )
    const winners = answers.filter(({ status }) => status === 200)
    expect(winners).toHaveLength(1)
    for (const { status, body } of answers.filter((answer) => answer.status !== 200)) {
      expect([status, body.error]).toEqual([400, 'invalid_grant'])
    }
    expect((await userinfo(foyer, acme, winners[0]?.body.access_token)).status).toBe(401)
    expect(await countOf(foyer, acme, 'foyer.ssoclient.refresh.reused')).toBe(1)
  })

  it('are good for their client only, and not burnt by another', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const { app, tokens } = await offlineTokens(foyer, acme)
    const thief = await newClient(foyer, acme, OFFLINE)
    expect((await refresh(foyer, acme, thief, tokens.refresh_token)).body.error).toBe('invalid_grant')
    expect((await refresh(foyer, acme, app, tokens.refresh_token)).status).toBe(200)
  })

  it('are good at their organizer only', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const other = await foyer.organizer('other')
    const { app, tokens } = await offlineTokens(foyer, acme)
    const stranger = await newClient(foyer, other, OFFLINE)
    expect((await refresh(foyer, other, stranger, tokens.refresh_token)).body.error).toBe('invalid_grant')
    expect((await refresh(foyer, acme, app, tokens.refresh_token)).status).toBe(200)
  })

  it.each([
    [true, 400],
    [false, 200],
  ])(
    'end with a new password if the organizer wants that (%s), with a new address in any case',
    async (ends, status) => {
      await using foyer = await startFoyer(kind)
      const acme = await foyer.organizer('acme', { sso_end_tokens_on_password_change: String(ends) })
      const { app, customer, tokens } = await offlineTokens(foyer, acme)
      const { customers } = foyer.features
      await foyer.platform.db.transaction((q) =>
        customers.setPassword(q, acme, customer.id, 'hash', { verifies: false, actor: SYSTEM }),
      )
      const answer = await refresh(foyer, acme, app, tokens.refresh_token)
      expect(answer.status).toBe(status)
      expect((await userinfo(foyer, acme, tokens.access_token)).status).toBe(ends ? 401 : 200)
      if (ends) return
      await customers.update(acme, customer.id, { email: 'new@example.org' }, SYSTEM)
      expect((await refresh(foyer, acme, app, answer.body.refresh_token)).body.error).toBe('invalid_grant')
    },
  )

  it('end with the right to log in, with the app, and with its withdrawal', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const { app, customer, more, browser } = await offlineTokens(foyer, acme)
    const { customers, ssoClients, openidProvider } = foyer.features
    const errorOf = async (token: unknown) => (await refresh(foyer, acme, app, token)).body.error

    const beforeWithdrawal = await more()
    expect(await openidProvider.consents.withdraw(acme.id, customer.id, app.id, SYSTEM)).toBe(true)
    expect(await errorOf(beforeWithdrawal.refresh_token)).toBe('invalid_grant')
    expect((await userinfo(foyer, acme, beforeWithdrawal.access_token)).status).toBe(401)
    expect(await openidProvider.consents.withdraw(acme.id, customer.id, app.id, SYSTEM)).toBe(false)

    const beforeSwitch = await more()
    await ssoClients.update(acme.id, app.id, { isActive: false }, SYSTEM)
    await ssoClients.update(acme.id, app.id, { isActive: true }, SYSTEM)
    expect(await errorOf(beforeSwitch.refresh_token)).toBe('invalid_grant')

    const beforeDisabling = await more()
    const { q } = foyer.platform.db
    await q.updateTable('customers').set({ is_active: false }).where('id', '=', customer.id).execute()
    expect(await errorOf(beforeDisabling.refresh_token)).toBe('invalid_grant')
    await q.updateTable('customers').set({ is_active: true }).where('id', '=', customer.id).execute()
    expect((await refresh(foyer, acme, app, beforeDisabling.refresh_token)).status).toBe(200)

    const code = await codeFor(browser, acme, app, { scope: 'openid offline_access' })
    const last = (await redeem(foyer, acme, app, code)).body
    await customers.anonymize(acme, customer.id, SYSTEM)
    expect(await errorOf(last.refresh_token)).toBe('invalid_grant')
  })

  it('of a code that is replayed end, too', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const { app, browser } = await offlineTokens(foyer, acme)
    const code = await codeFor(browser, acme, app, { scope: 'openid offline_access' })
    const { body } = await redeem(foyer, acme, app, code)
    const next = (await refresh(foyer, acme, app, body.refresh_token)).body
    expect((await redeem(foyer, acme, app, code)).body.error).toBe('invalid_grant')
    expect((await refresh(foyer, acme, app, next.refresh_token)).body.error).toBe('invalid_grant')
    expect((await userinfo(foyer, acme, next.access_token)).status).toBe(401)
  })

  it('end unused, and with their family, however often they are used', async () => {
    let now = Date.now()
    await using foyer = await startFoyer(kind, { platform: { clock: { now: () => now } } })
    const acme = await foyer.organizer('acme')
    const lifetimes = { refreshIdleLifetimeS: (2 * DAY) / 1000, refreshAbsoluteLifetimeS: (5 * DAY) / 1000 }
    const { app, tokens } = await offlineTokens(foyer, acme, { options: lifetimes })
    const start = now
    let token: unknown = tokens.refresh_token
    while (now < start + 4 * DAY) {
      now += DAY
      const { status, body } = await refresh(foyer, acme, app, token)
      expect(status).toBe(200)
      token = body.refresh_token
    }
    now = start + 5 * DAY
    expect((await refresh(foyer, acme, app, token)).body.error).toBe('invalid_grant')
    expect(await foyer.features.openidProvider.cleanUp()).toBe(0)
    now = start + 5 * DAY + 14 * DAY + HOUR
    const { q } = foyer.platform.db
    await q.deleteFrom('customer_sessions').execute()
    expect(await foyer.features.openidProvider.cleanUp()).toBe(1)
    expect(await q.selectFrom('sso_refreshes').select('id').execute()).toEqual([])
  })

  it('that lie unused too long are good for nothing', async () => {
    let now = Date.now()
    await using foyer = await startFoyer(kind, { platform: { clock: { now: () => now } } })
    const acme = await foyer.organizer('acme')
    const { app, tokens } = await offlineTokens(foyer, acme, { options: { refreshIdleLifetimeS: DAY / 1000 } })
    now += DAY
    expect((await refresh(foyer, acme, app, tokens.refresh_token)).body.error).toBe('invalid_grant')
  })

  it('are stored as hashes only', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const { app, tokens } = await offlineTokens(foyer, acme)
    const next = (await refresh(foyer, acme, app, tokens.refresh_token)).body
    const { q } = foyer.platform.db
    const rows = [
      ...(await q.selectFrom('sso_refreshes').selectAll().execute()),
      ...(await q.selectFrom('sso_grants').selectAll().execute()),
    ]
    const stored = JSON.stringify(rows)
    for (const token of [tokens.access_token, tokens.refresh_token, next.access_token, next.refresh_token]) {
      expect(stored).not.toContain(String(token).split('.').at(-1))
    }
  })
})
