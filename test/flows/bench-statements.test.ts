import { expect, it, onTestFinished } from 'vitest'
import type { CustomerId, CustomerSessionId, GrantId, OrganizerId, SsoClientId } from '../../src/core/ids.ts'
import { SqliteConnection } from '../../src/platform/db/sqlite/connection.ts'
import { findGrant, findSession, insertGrant, redeemCode } from '../load/servers/bare-statements.ts'
import { codeFor, loggedIn, newClient, newCustomer, redeem, userinfo } from '../support/provider.ts'
import { startFoyer } from '../support/server.ts'

/** What runs by itself, whoever comes: the looks whether settings changed and whether a mail is due. */
const BY_ITSELF = /"config_version"|^select "id" from "outbox"/

/** The text of each statement from now on, but for what runs by itself. */
function recordStatements(): string[] {
  const texts: string[] = []
  const { run } = SqliteConnection.prototype
  SqliteConnection.prototype.run = function (query) {
    if (!BY_ITSELF.test(query.sql)) texts.push(query.sql)
    return run.call(this, query)
  }
  onTestFinished(() => {
    SqliteConnection.prototype.run = run
  })
  return texts
}

it('the ceiling of the benchmark runs the statements of a code flow, no more and no less, once settings are known', async () => {
  await using foyer = await startFoyer('sqlite')
  const acme = await foyer.organizer('acme')
  const app = await newClient(foyer, acme)
  const browser = await loggedIn(foyer, acme, await newCustomer(foyer, acme))
  const flow = async () => {
    const code = await codeFor(browser, acme, app, { scope: 'openid profile email', nonce: 'n' })
    const { access_token: token } = (await redeem(foyer, acme, app, code)).body
    expect((await userinfo(foyer, acme, String(token))).status).toBe(200)
  }
  await flow()
  await foyer.platform.configWatch.checkNow()
  await flow()
  const texts = recordStatements()
  await flow()
  const ofFoyer = texts.splice(0)

  const { q } = foyer.platform.db
  const now = Date.now()
  const organizer = acme.id as OrganizerId
  const common = { organizer, id: 'unknown' as GrantId, client: 'unknown' as SsoClientId, redirectUri: '', now }
  const person = { customer: 'unknown' as CustomerId, session: 'unknown' as CustomerSessionId, subject: '' }
  const code = { codeHash: '', codeExpiresAt: now, authAt: now, endsAt: now, amr: 'pwd', scope: '', nonce: '' }
  await findSession.first(q, { organizer, idHash: '', now })
  await expect(insertGrant.run(q, { ...common, ...person, ...code })).rejects.toThrow()
  const token = { accessTokenHash: '', accessTokenExpiresAt: now }
  await redeemCode.first(q, { ...common, ...token, codeHash: '', codeChallenge: null, dpopJkt: null })
  await findGrant.first(q, { organizer, id: common.id, accessTokenHash: '', now })
  expect(texts).toEqual(ofFoyer)
})
