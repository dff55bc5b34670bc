import { describe, expect, it } from 'vitest'
import { describeOnBoth } from '../support/databases.ts'
import { ANN_HEADERS, proxyFolder } from '../support/proxy-logins.ts'
import { startFoyer } from '../support/server.ts'
import { mainText, staffClient, staffUser } from '../support/staff.ts'

describeOnBoth('a proxy that names people', (kind) => {
  it('lets them in without a form, to where they wanted to go', async () => {
    using folder = proxyFolder()
    await using foyer = await startFoyer(kind, { env: folder.env })
    const client = foyer.client({ headers: ANN_HEADERS })
    const asked = await client.get('/control/settings/')
    expect(asked.location).toContain('/control/login?next=')
    const login = await client.get(asked.location ?? '')
    expect([login.status, login.location]).toEqual([303, '/control/settings/'])
    expect((await client.get('/control/settings/')).status).toBe(200)
    expect(await foyer.features.staff.usersOf('proxy-header').findByIdentifier('ann')).toMatchObject({
      email: 'ann@example.org',
      fullname: 'Ann Example',
    })
  })

  it('puts them into teams by their groups, and takes them out again', async () => {
    using folder = proxyFolder(
      'admin_groups = ["bosses"]\nteams = [{ group = "Box Office", organizer = "acme", team = "Staff" }]',
    )
    await using foyer = await startFoyer(kind, { env: folder.env })
    const acme = await foyer.organizer('acme')
    const boss = await staffUser(foyer, 'boss@example.org')
    await foyer.features.teams.putIntoRole(acme, boss, 'member', { type: 'system' })
    const teams = async () =>
      (await foyer.features.teams.everybody(acme)).find(({ email }) => email === 'ann@example.org')?.teams ?? []
    await foyer.client({ headers: ANN_HEADERS }).get('/control/login')
    expect(await teams()).toEqual(['Staff'])
    await foyer.client({ headers: { ...ANN_HEADERS, 'remote-groups': 'bosses' } }).get('/control/login')
    expect(await teams()).toEqual([])
    const users = foyer.features.staff.usersOf('proxy-header')
    expect(await users.findByIdentifier('ann')).toMatchObject({ isAdmin: true })
    await foyer.client({ headers: ANN_HEADERS }).get('/control/login')
    expect(await users.findByIdentifier('ann')).toMatchObject({ isAdmin: false })
  })
})

describe('a proxy in front of the back office', () => {
  it('has no button, and others log in with the form', async () => {
    using folder = proxyFolder()
    await using foyer = await startFoyer('sqlite', { env: folder.env })
    const page = await foyer.client().get('/control/login')
    expect(page.status).toBe(200)
    expect(mainText(page.text)).not.toContain('Login of the proxy')
    await staffUser(foyer, 'boss@example.org')
    expect((await (await staffClient(foyer, 'boss@example.org')).get('/control/')).status).toBe(200)
  })

  it('says why somebody may not come in', async () => {
    using folder = proxyFolder('required_groups = ["bosses"]')
    await using foyer = await startFoyer('sqlite', { env: folder.env })
    const refused = await foyer.client({ headers: ANN_HEADERS }).get('/control/login')
    expect([refused.status, mainText(refused.text)]).toEqual([200, expect.stringContaining('none of the groups')])
    const german = { ...ANN_HEADERS, 'accept-language': 'de' }
    expect(mainText((await foyer.client({ headers: german }).get('/control/login')).text)).toContain(
      'keiner der Gruppen',
    )
  })

  it('ends its own session when people log out', async () => {
    using folder = proxyFolder('logout_url = "https://auth.example.org/logout"')
    await using foyer = await startFoyer('sqlite', { env: folder.env })
    const client = foyer.client({ headers: ANN_HEADERS })
    await client.get('/control/login')
    const answer = await client.submit('/control/', {}, { form: '/control/logout' })
    expect([answer.status, answer.location]).toEqual([303, 'https://auth.example.org/logout'])
    expect((await client.get('/control/')).location).toContain('/control/login')
  })

  it('is asked again before sensitive pages', async () => {
    using folder = proxyFolder()
    await using foyer = await startFoyer('sqlite', { env: folder.env })
    const client = foyer.client({ headers: ANN_HEADERS })
    await client.get('/control/login')
    const same = await client.get('/control/reauth/?next=/control/settings/')
    expect([same.status, same.location]).toEqual([303, '/control/settings/'])
    const bob = { 'remote-user': 'bob', 'remote-email': 'bob@example.org' }
    const other = await client.get('/control/reauth/?next=/control/settings/', { headers: bob })
    expect(other.status).toBe(200)
    expect(await foyer.features.staff.usersOf('proxy-header').findByIdentifier('bob')).toBeNull()
  })
})
