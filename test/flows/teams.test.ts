import { expect, it } from 'vitest'
import { DAY, MINUTE } from '../../src/core/clock.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { startFoyer, type TestServer } from '../support/server.ts'
import { configuredBackends, FORM_BACKEND, mainText, movableClock, PASSWORD, staffUser } from '../support/staff.ts'
import { invitationIn, makeTeam, member, membersOf, person } from '../support/teams.ts'

const base = '/control/organizer/acme'

async function actions(foyer: TestServer, slug = 'acme'): Promise<string[]> {
  const organizer = await foyer.features.organizers.bySlug(slug)
  if (!organizer) throw new Error('no organizer')
  return (await foyer.features.audit.list(organizer.id, { limit: 50 })).map(({ action }) => action)
}

describeOnBoth('teams of an organizer', (kind) => {
  it('are listed with what they may do, and found in the navigation by those who manage them', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const boss = await member(foyer, acme, 'boss@example.org', 'all')
    await makeTeam(foyer, acme, 'Box office', ['organizer.customers:read'], true)
    await makeTeam(foyer, acme, 'Guests')
    const { text } = await boss.browser.get(`${base}/teams`)
    expect(parse(text).links('Teams')).toContain(`${base}/teams`)
    const rows = parse(text).all('tbody tr')
    expect(rows).toEqual([
      'Box office0 membersSee customersRequired0',
      'Guests0 membersSee that the organizer existsOptional0',
      'Team of boss@example.org1 memberEverythingOptional1',
    ])
    const clerk = await member(foyer, acme, 'clerk@example.org', ['organizer.customers:read'])
    expect((await clerk.browser.get(`${base}/teams`)).status).toBe(403)
    expect(parse((await clerk.browser.get(`${base}/customers`)).text).links('Teams')).toEqual([])
  })

  it('139: store exactly what was chosen, changing includes seeing, and who makes one is a member', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const boss = await member(foyer, acme, 'boss@example.org', 'all')
    const fields = { name: ' Box  office ', scope: 'chosen', customers: 'write', teams: 'on' }
    const made = await boss.browser.submit(`${base}/team/add`, fields)
    expect(made.status).toBe(303)
    const team = await foyer.features.teams.manage.byName(acme, 'Box office')
    expect(team).toMatchObject({
      allPermissions: false,
      requiresSecondFactor: false,
      permissions: ['organizer.teams:write', 'organizer.customers:read', 'organizer.customers:write'],
    })
    expect(team && (await membersOf(foyer, team))).toEqual(['boss@example.org'])
    const address = `${base}/team/${team?.id}/edit`
    expect(parse((await boss.browser.get(address)).text).form()?.values).toMatchObject({
      name: 'Box office',
      scope: 'chosen',
      customers: 'write',
      teams: 'on',
    })
    const changed = { name: 'Everybody', scope: 'all', requires: 'on' }
    expect((await boss.browser.submit(address, changed)).status).toBe(303)
    expect(await foyer.features.teams.manage.byName(acme, 'Everybody')).toMatchObject({
      allPermissions: true,
      permissions: [],
      requiresSecondFactor: true,
    })
    expect((await actions(foyer)).slice(0, 3).sort()).toEqual([
      'pretix.team.changed',
      'pretix.team.created',
      'pretix.team.member.added',
    ])
  })

  it.each([
    [{ name: '  ', scope: 'all' }, 'Give the team a name.'],
    [{ name: 'x'.repeat(191), scope: 'all' }, 'A name has 190 characters at most.'],
    [{ name: 'Known', scope: 'all' }, 'There is a team “Known” already.'],
    [{ name: 'New', scope: '' }, 'Choose everything or single permissions.'],
    [{ name: 'New', scope: 'some' }, 'This was not sent by a form of this page.'],
    [{ name: 'New', scope: 'chosen', customers: 'all' }, 'This was not sent by a form of this page.'],
  ])('refuse %j beside the field', async (fields, message) => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const boss = await member(foyer, acme, 'boss@example.org', 'all')
    await makeTeam(foyer, acme, 'Known')
    const answer = await boss.browser.submit(`${base}/team/add`, fields)
    expect(answer.status).toBe(422)
    expect(mainText(answer.text)).toContain(message)
    expect(await foyer.features.teams.manage.byName(acme, 'New')).toBeNull()
  })

  it('are deleted after a page that says what goes with them', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const boss = await member(foyer, acme, 'boss@example.org', 'all')
    const clerk = await member(foyer, acme, 'clerk@example.org', ['organizer.customers:read'])
    await boss.browser.submit(`${base}/team/${clerk.team.id}/`, { email: 'new@example.org' }, { form: '/members' })
    const page = await boss.browser.get(`${base}/team/${clerk.team.id}/delete`)
    expect(mainText(page.text)).toContain('1 person loses what this team allows.')
    expect(mainText(page.text)).toContain('1 of them is in no other team here')
    expect(mainText(page.text)).toContain('1 open invitation stops working.')
    expect((await boss.browser.submit(page.url, {})).location).toBe(`${base}/teams`)
    expect((await clerk.browser.get(`${base}/customers`)).status).toBe(404)
    expect((await boss.browser.get(`${base}/team/${clerk.team.id}/`)).status).toBe(404)
  })
})

describeOnBoth('people of a team', (kind) => {
  it('132: with an account are members at once, are told by email, and are not added twice', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const boss = await member(foyer, acme, 'boss@example.org', 'all')
    const ann = await person(foyer, 'ann@example.org', { isVerified: true })
    const team = await makeTeam(foyer, acme, 'Box office', ['organizer.customers:read'])
    const address = `${base}/team/${team.id}/`
    const added = await boss.browser.submit(address, { email: ' ANN@example.org ' }, { form: '/members' })
    expect([added.status, added.location]).toEqual([303, address])
    expect(await membersOf(foyer, team)).toEqual(['ann@example.org'])
    expect((await ann.browser.get(`${base}/customers`)).status).toBe(200)
    await foyer.deliver()
    expect(foyer.mails.to('ann@example.org')).toMatchObject([
      { subject: 'You are in the team Box office of acme festival now' },
    ])
    const again = await boss.browser.submit(address, { email: 'ann@example.org' }, { form: '/members' })
    expect(again.status).toBe(422)
    expect(mainText(again.text)).toContain('ann@example.org is in this team already.')
    expect(parse(again.text).attribute('input[name=email]', 'value')).toBe('ann@example.org')
    expect(parse(again.text).all('tbody tr')[0]).toContain('A person')
    expect((await actions(foyer))[0]).toBe('pretix.team.member.added')
  })

  it('133: without an account get an invitation by one mail, in the language of the organizer', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', { locale: 'de' })
    const boss = await member(foyer, acme, 'boss@example.org', 'all')
    const address = `${base}/team/${boss.team.id}/`
    expect((await boss.browser.submit(address, { email: 'New@Example.org' }, { form: '/members' })).status).toBe(303)
    await foyer.deliver()
    const mails = foyer.mails.to('new@example.org')
    expect(mails.map(({ subject }) => subject)).toEqual([`Einladung in das Team ${boss.team.name} von acme festival`])
    const page = await boss.browser.get(address)
    expect(mainText(page.text)).toContain('new@example.org')
    const again = await boss.browser.submit(address, { email: 'new@example.org' }, { form: '/members' })
    expect(again.status).toBe(422)
    expect(mainText(again.text)).toContain('new@example.org is invited already.')
    await foyer.deliver()
    expect(foyer.mails.to('new@example.org')).toHaveLength(1)
    expect(await actions(foyer)).toContain('pretix.team.invite.created')
  })

  it.each(['', 'nobody', 'a b@example.org', `${'x'.repeat(190)}@example.org`])(
    'refuse the address "%s"',
    async (email) => {
      await using foyer = await startFoyer(kind)
      const acme = await foyer.organizer('acme')
      const boss = await member(foyer, acme, 'boss@example.org', 'all')
      const answer = await boss.browser.submit(`${base}/team/${boss.team.id}/`, { email }, { form: '/members' })
      expect(answer.status).toBe(422)
      expect(mainText(answer.text)).toContain('The email address is not complete.')
    },
  )

  it('138: are removed; the last one who manages teams stays until another team with people may do it', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const boss = await member(foyer, acme, 'boss@example.org', 'all')
    const clerk = await member(foyer, acme, 'clerk@example.org', ['organizer.customers:read'])
    const own = `${base}/team/${boss.team.id}/members/${boss.user.id}/remove`
    const page = await boss.browser.get(`${base}/team/${clerk.team.id}/members/${clerk.user.id}/remove`)
    expect(mainText(page.text)).toContain('will not see this organizer any more')
    expect((await boss.browser.submit(page.url, {})).status).toBe(303)
    expect(await membersOf(foyer, clerk.team)).toEqual([])
    expect((await actions(foyer))[0]).toBe('pretix.team.member.removed')

    const refused = await boss.browser.submit(own, {})
    expect(refused.status).toBe(409)
    expect(mainText(refused.text)).toContain('nobody could manage the teams of acme festival')
    const other = await makeTeam(foyer, acme, 'Managers', ['organizer.teams:write'])
    expect((await boss.browser.submit(own, {})).status, 'a team without people does not help').toBe(409)
    const system = { type: 'system' } as const
    await foyer.features.teams.putIntoTeam(other, clerk.user, system)
    await foyer.platform.db.q.updateTable('users').set({ is_active: false }).where('id', '=', clerk.user.id).execute()
    expect((await boss.browser.submit(own, {})).status, 'nor does somebody who cannot log in').toBe(409)
    await foyer.platform.db.q.updateTable('users').set({ is_active: true }).where('id', '=', clerk.user.id).execute()
    expect((await boss.browser.submit(own, {})).location).toBe('/control/')
    expect(await membersOf(foyer, boss.team)).toEqual([])
  })

  it('140: the last team that manages teams cannot lose the permission or be deleted', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const admin = await person(foyer, 'admin@example.org', { isAdmin: true })
    const boss = await member(foyer, acme, 'boss@example.org', ['organizer.teams:write'])
    const address = `${base}/team/${boss.team.id}`
    const csrf = async (page: string) => {
      const values = parse((await admin.browser.get(page)).text).form()?.values ?? {}
      return Object.fromEntries(Object.entries(values).filter(([name]) => /csrf/i.test(name)))
    }
    const weaker = { ...(await csrf(`${address}/edit`)), name: boss.team.name, scope: 'chosen', customers: 'write' }
    const changed = await admin.browser.post(`${address}/edit`, weaker)
    expect(changed.status).toBe(422)
    expect(mainText(changed.text)).toContain('nobody could manage the teams of acme festival')
    const deleted = await admin.browser.submit(`${address}/delete`, {})
    expect(deleted.status).toBe(409)
    expect(mainText(deleted.text)).toContain('nobody could manage the teams of acme festival')
    expect(await foyer.features.teams.manage.byId(acme, boss.team.id)).toMatchObject({
      permissions: ['organizer.teams:write'],
    })
    await member(foyer, acme, 'second@example.org', 'all')
    expect((await admin.browser.post(`${address}/edit`, weaker)).status).toBe(303)
    expect((await admin.browser.submit(`${address}/delete`, {})).status).toBe(303)
  })
})

describeOnBoth('invitations', (kind) => {
  async function invited(foyer: TestServer, email = 'new@example.org') {
    const acme = await foyer.organizer('acme')
    const boss = await member(foyer, acme, 'boss@example.org', 'all')
    const team = await makeTeam(foyer, acme, 'Box office', ['organizer.customers:read'])
    const address = `${base}/team/${team.id}/`
    await boss.browser.submit(address, { email }, { form: '/members' })
    return { acme, boss, team, address, token: await invitationIn(foyer, email) }
  }

  it('136: are sent again with a new link; one that is not there sends nothing', async () => {
    await using foyer = await startFoyer(kind)
    const { boss, address, token } = await invited(foyer)
    expect((await boss.browser.submit(address, {}, { form: '/resend' })).status).toBe(303)
    const second = await invitationIn(foyer, 'new@example.org')
    expect(second).not.toBe(token)
    const stranger = foyer.client()
    expect((await stranger.get(`/control/invite/${token}`)).status).toBe(404)
    expect((await stranger.get(`/control/invite/${second}`)).status).toBe(200)
    const page = await boss.browser.get(address)
    const { values = {} } = parse(page.text).form('/resend') ?? {}
    const nowhere = `${address}invites/${'0'.repeat(26)}/resend`
    expect((await boss.browser.post(nowhere, values)).status).toBe(404)
    await foyer.deliver()
    expect(foyer.mails.to('new@example.org')).toHaveLength(2)
    expect(await actions(foyer)).toContain('pretix.team.invite.resent')
  })

  it('137: are withdrawn, and the link stops working', async () => {
    await using foyer = await startFoyer(kind)
    const { boss, address, token } = await invited(foyer)
    expect((await boss.browser.submit(address, {}, { form: '/revoke' })).status).toBe(303)
    expect((await foyer.client().get(`/control/invite/${token}`)).status).toBe(404)
    expect((await actions(foyer))[0]).toBe('pretix.team.invite.deleted')
  })

  it('141: answer an unknown, used or expired link with a page that says so', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    const { token } = await invited(foyer)
    const ann = await person(foyer, 'ann@example.org')
    const unknown = await foyer.client().get('/control/invite/unknown')
    expect(unknown.status).toBe(404)
    expect(unknown.text).toContain('This invitation does not work any more')
    const page = await ann.browser.get(`/control/invite/${token}`)
    clock.advance(7 * DAY + 1)
    expect((await foyer.client().get(`/control/invite/${token}`)).status).toBe(404)
    clock.advance(-MINUTE)
    expect((await foyer.client().get(`/control/invite/${token}`)).status).toBe(200)
    clock.advance(MINUTE - 1 - 7 * DAY)
    expect((await ann.browser.submit(page.url, {}, { page })).status).toBe(303)
    expect((await ann.browser.submit(page.url, {}, { page })).status).toBe(404)
  })

  it('142: tell a member that they are one, and stay open', async () => {
    await using foyer = await startFoyer(kind)
    const { team, token } = await invited(foyer)
    const ann = await person(foyer, 'ann@example.org')
    await foyer.features.teams.putIntoTeam(team, ann.user, { type: 'system' })
    const answer = await ann.browser.submit(`/control/invite/${token}`, {})
    expect(answer.status).toBe(409)
    expect(answer.text).toContain('You are in the team Box office already.')
    expect((await foyer.client().get(`/control/invite/${token}`)).status).toBe(200)
  })

  it('143: let somebody who is logged in join by a form; the own address is proven by it, another one is not', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, team, token, boss, address } = await invited(foyer)
    const ann = await person(foyer, 'ann@example.org')
    const page = await ann.browser.get(`/control/invite/${token}`)
    expect(mainText(page.text)).toContain('boss@example.org invites you into the team Box office of acme festival.')
    expect(mainText(page.text)).toContain('The invitation went to new@example.org')
    expect(await membersOf(foyer, team), 'looking joins nobody').toEqual([])
    expect((await ann.browser.submit(page.url, {}, { page })).location).toBe(`${base}/`)
    expect(await membersOf(foyer, team)).toEqual(['ann@example.org'])
    expect(await foyer.features.staff.users.byId(ann.user.id)).toMatchObject({ isVerified: false })
    expect(await foyer.features.teams.sending.invites(team)).toEqual([])
    const [entry] = await foyer.features.audit.list(acme.id, { limit: 1 })
    expect(entry).toMatchObject({
      action: 'pretix.team.member.joined',
      objectName: 'ann@example.org',
      after: { team: 'Box office' },
      detail: { invited_email: 'new@example.org' },
    })

    await boss.browser.submit(address, { email: 'late@example.org' }, { form: '/members' })
    const late = await person(foyer, 'late@example.org')
    await late.browser.submit(`/control/invite/${await invitationIn(foyer, 'late@example.org')}`, {})
    expect(await foyer.features.staff.users.byId(late.user.id)).toMatchObject({ isVerified: true })
  })

  it('143: lead through the login and back, for every backend', async () => {
    await using foyer = await startFoyer(kind)
    const { team, token } = await invited(foyer)
    await staffUser(foyer, 'ann@example.org')
    const client = foyer.client()
    const [logIn = ''] = parse((await client.get(`/control/invite/${token}`)).text).links('Log in')
    const answer = await client.submit(logIn, { email: 'ann@example.org', password: PASSWORD })
    expect(answer.location).toBe(`/control/invite/${token}`)
    expect((await client.submit(`/control/invite/${token}`, {})).status).toBe(303)
    expect(await membersOf(foyer, team)).toEqual(['ann@example.org'])
  })

  it('143: work where nobody has a password here: log in through the service of the organisation, then join', async () => {
    using backends = configuredBackends({ acme: FORM_BACKEND })
    await using foyer = await startFoyer(kind, { env: backends.env })
    const acme = await foyer.organizer('acme')
    const team = await makeTeam(foyer, acme, 'Box office')
    const operator = { user: null, actor: { type: 'command' } } as const
    await foyer.features.teams.people.addByEmail(acme, team, 'new@example.org', operator)
    const token = await invitationIn(foyer, 'new@example.org')
    const client = foyer.client()
    const page = await client.get(`/control/invite/${token}`)
    expect(parse(page.text).form('/register')).toBeNull()
    const [logIn = ''] = parse(page.text).links('Log in')
    const answer = await client.submit(logIn, { username: 'new', password: 'sesame' })
    expect(answer.location).toBe(`/control/invite/${token}`)
    expect((await client.submit(`/control/invite/${token}`, {})).status).toBe(303)
    expect(await membersOf(foyer, team)).toEqual(['new@acme.example'])
  })

  it.each(['new@example.org', 'other@example.org'])(
    '144: make the account of %s, log in and join, all or nothing',
    async (email) => {
      await using foyer = await startFoyer(kind)
      const { team, token } = await invited(foyer)
      const client = foyer.client()
      const form = { form: '/register' }
      const fields = { fullname: 'Ann Other', email, password: PASSWORD, password_repeat: PASSWORD }
      const page = await client.get(`/control/invite/${token}`)
      expect(parse(page.text).form('/register')?.values.email).toBe('new@example.org')
      const taken = await client.submit(page.url, { ...fields, email: 'boss@example.org' }, form)
      expect(taken.status).toBe(422)
      const short = await client.submit(page.url, { ...fields, password: 'short', password_repeat: 'short' }, form)
      expect(short.status).toBe(422)
      expect(parse(short.text).form('/register')?.values).toMatchObject({ email, fullname: 'Ann Other' })
      expect(await foyer.features.staff.users.byEmail(email)).toBeNull()
      const done = await client.submit(page.url, fields, form)
      expect([done.status, done.location]).toEqual([303, `${base}/`])
      expect(await membersOf(foyer, team)).toEqual([email])
      expect(await foyer.features.staff.users.byEmail(email)).toMatchObject({ isVerified: email === 'new@example.org' })
      expect((await client.get(`${base}/customers`)).status).toBe(200)
      expect((await foyer.client().get(page.url)).status).toBe(404)
    },
  )
})

describeOnBoth('who can do what', (kind) => {
  it('names for each person and permission the teams that give it, page by page, and the administrators', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const other = await foyer.organizer('other')
    const boss = await member(foyer, acme, 'boss@example.org', 'all')
    await person(foyer, 'admin@example.org', { isAdmin: true })
    await member(foyer, other, 'elsewhere@example.org', 'all')
    const readers = await makeTeam(foyer, acme, 'Readers', ['organizer.customers:read'])
    await foyer.features.teams.putIntoTeam(readers, boss.user, { type: 'system' })
    for (let index = 10; index < 62; index++) {
      const user = await foyer.features.staff.users.createUser({ email: `p${index}@example.org` }, { type: 'system' })
      await foyer.features.teams.putIntoTeam(readers, user, { type: 'system' })
    }
    const first = await boss.browser.get(`${base}/teams/permissions`)
    const [people = [], admins = []] = [parse(first.text).all('table')[0], parse(first.text).all('table')[1]].map(
      (text) => text?.split(' '),
    )
    expect(people.join(' ')).toContain('Readers')
    expect(admins.join(' ')).toContain('admin@example.org')
    expect(first.text).not.toContain('elsewhere@example.org')
    const [bossRow] = await foyer.features.teams.whoCan.people(acme, { limit: 1 })
    expect(bossRow?.permissions.get('organizer.customers:read')).toEqual(['Readers', boss.team.name])
    expect(bossRow?.permissions.get('organizer.teams:write')).toEqual([boss.team.name])
    const [older = ''] = parse(first.text).links('Older')
    const second = await boss.browser.get(older)
    expect(parse(second.text).all('tbody tr')).toHaveLength(3)
    expect(second.text).not.toContain('admin@example.org')
  })
})
