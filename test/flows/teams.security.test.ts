import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { keepAManager } from '../../src/features/teams/service/keep-a-manager.ts'
import { memberStore } from '../../src/features/teams/store/members.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { startFoyer, type TestServer } from '../support/server.ts'
import { mainText, PASSWORD } from '../support/staff.ts'
import { invitationIn, type LoggedIn, makeTeam, member, membersOf, person } from '../support/teams.ts'

const base = '/control/organizer/acme'
const SYSTEM = { type: 'system' } as const
const FIFTY = Array.from({ length: 50 })

/** The token that this browser sends with its forms. */
async function csrfOf({ browser }: Pick<LoggedIn, 'browser'>, page: string): Promise<Record<string, string>> {
  const values = parse((await browser.get(page)).text).form()?.values ?? {}
  return Object.fromEntries(Object.entries(values).filter(([name]) => /csrf/i.test(name)))
}

/** Two organizers with a manager each, and a team with an invitation and a person at the second one. */
async function twoOrganizers(foyer: TestServer) {
  const acme = await foyer.organizer('acme')
  const other = await foyer.organizer('other')
  const boss = await member(foyer, acme, 'boss@example.org', 'all')
  const rival = await member(foyer, other, 'rival@example.org', 'all')
  await rival.browser.submit(
    `/control/organizer/other/team/${rival.team.id}/`,
    { email: 'new@example.org' },
    { form: '/members' },
  )
  const [invite] = await foyer.features.teams.sending.invites(rival.team)
  return { acme, other, boss, rival, invite: invite?.id ?? '' }
}

describeOnBoth('a team of another organizer', (kind) => {
  it('does not exist, nor do its people and invitations, under the own address', async () => {
    await using foyer = await startFoyer(kind)
    const { boss, rival, invite } = await twoOrganizers(foyer)
    const csrf = await csrfOf(boss, `${base}/team/add`)
    const theirs = `${base}/team/${rival.team.id}`
    const own = `${base}/team/${boss.team.id}`
    const get = ['', '/edit', '/delete', `/members/${rival.user.id}/remove`].map((page) => theirs + page)
    for (const page of [...get, `${own}/members/${rival.user.id}/remove`, `/control/organizer/other/teams`]) {
      expect((await boss.browser.get(page)).status, page).toBe(404)
    }
    const acts = [
      `${theirs}/edit`,
      `${theirs}/delete`,
      `${theirs}/members`,
      `${theirs}/members/${rival.user.id}/remove`,
      `${theirs}/invites/${invite}/resend`,
      `${theirs}/invites/${invite}/revoke`,
      `${own}/invites/${invite}/resend`,
      `${own}/invites/${invite}/revoke`,
      `${own}/members/${rival.user.id}/remove`,
    ]
    for (const act of acts) {
      const answer = await boss.browser.post(act, { ...csrf, name: 'Mine', scope: 'all', email: 'evil@example.org' })
      expect(answer.status, act).toBe(404)
    }
    expect(await membersOf(foyer, rival.team)).toEqual(['rival@example.org'])
    expect(await foyer.features.teams.sending.invites(rival.team)).toHaveLength(1)
  })

  it.each(['x', '..', '%00', '0'.repeat(26), '0'.repeat(2000)])('is not found as "%s" either', async (id) => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const boss = await member(foyer, acme, 'boss@example.org', 'all')
    for (const page of [`team/${id}/edit`, `team/${boss.team.id}/members/${id}/remove`]) {
      const { status } = await boss.browser.get(`${base}/${page}`)
      expect(status >= 400 && status < 500, `${page} ${status}`).toBe(true)
    }
  })
})

describeOnBoth('nobody gives more than they have', (kind) => {
  it('not in a new team, not in a changed one, not by adding people to a stronger one', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const boss = await member(foyer, acme, 'boss@example.org', 'all')
    const manager = await member(foyer, acme, 'manager@example.org', ['organizer.teams:write'])
    const csrf = await csrfOf(manager, `${base}/team/add`)
    const own = `${base}/team/${manager.team.id}`
    const stronger = `${base}/team/${boss.team.id}`
    const more = [
      { scope: 'all' },
      { scope: 'chosen', teams: 'on', settings: 'on' },
      { scope: 'chosen', teams: 'on', customers: 'read' },
      { scope: 'chosen', teams: 'on', customers: 'write' },
    ]
    for (const rights of more) {
      for (const page of [`${base}/team/add`, `${own}/edit`]) {
        const answer = await manager.browser.post(page, { ...csrf, name: `N ${rights.scope}`, ...rights })
        expect(answer.status, `${page} ${JSON.stringify(rights)}`).toBe(403)
      }
    }
    for (const act of ['edit', 'delete', 'members', `members/${boss.user.id}/remove`]) {
      const fields = { ...csrf, email: 'manager@example.org', name: 'Ours', scope: 'chosen', teams: 'on' }
      expect((await manager.browser.post(`${stronger}/${act}`, fields)).status, act).toBe(403)
    }
    const invite = await manager.browser.post(`${stronger}/members`, { ...csrf, email: 'puppet@example.org' })
    expect(invite.status).toBe(403)
    expect((await manager.browser.get(`${stronger}/edit`)).status).toBe(403)
    const page = await manager.browser.get(`${stronger}/`)
    expect(mainText(page.text)).toContain('This team may do more than you')
    expect(parse(page.text).form('/members')).toBeNull()
    expect(await foyer.features.teams.permissions(acme, manager.user)).toEqual(new Set(['organizer.teams:write']))
    expect(await membersOf(foyer, boss.team)).toEqual(['boss@example.org'])
    const weaker = { ...csrf, name: 'Weaker', scope: 'chosen', teams: 'on' }
    expect((await manager.browser.post(`${base}/team/add`, weaker)).status).toBe(303)
  })

  it('who has each permission of today is not given those of tomorrow', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const each = [
      'organizer.settings.general:write',
      'organizer.teams:write',
      'organizer.customers:read',
      'organizer.customers:write',
    ] as const
    const manager = await member(foyer, acme, 'manager@example.org', each)
    const fields = { ...(await csrfOf(manager, `${base}/team/add`)), name: 'All', scope: 'all' }
    expect((await manager.browser.post(`${base}/team/add`, fields)).status).toBe(403)
    const chosen = { ...fields, scope: 'chosen', teams: 'on', settings: 'on', customers: 'write' }
    expect((await manager.browser.post(`${base}/team/add`, chosen)).status).toBe(303)
  })

  it('who may not manage teams reaches none of the pages', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await member(foyer, acme, 'boss@example.org', 'all')
    const clerk = await member(foyer, acme, 'clerk@example.org', [
      'organizer.customers:write',
      'organizer.settings.general:write',
    ])
    const own = `team/${clerk.team.id}`
    for (const page of ['teams', 'teams/permissions', 'team/add', `${own}/`, `${own}/edit`, `${own}/delete`]) {
      expect((await clerk.browser.get(`${base}/${page}`)).status, page).toBe(403)
    }
  })
})

describeOnBoth('forms of teams', (kind) => {
  it('change nothing without their token, and nothing changes by looking', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const boss = await member(foyer, acme, 'boss@example.org', 'all')
    const clerk = await member(foyer, acme, 'clerk@example.org', ['organizer.customers:read'])
    const team = `${base}/team/${clerk.team.id}`
    await boss.browser.submit(`${team}/`, { email: 'new@example.org' }, { form: '/members' })
    const [invite] = await foyer.features.teams.sending.invites(clerk.team)
    const token = await invitationIn(foyer, 'new@example.org')
    const acts = [
      `${base}/team/add`,
      `${team}/edit`,
      `${team}/delete`,
      `${team}/members`,
      `${team}/members/${clerk.user.id}/remove`,
      `${team}/invites/${invite?.id}/resend`,
      `${team}/invites/${invite?.id}/revoke`,
      `/control/invite/${token}`,
      `/control/invite/${token}/register`,
    ]
    const written = async () => JSON.stringify(await foyer.features.audit.list(acme.id, { limit: 99 }))
    const before = await written()
    const fields = { name: 'Evil', scope: 'all', email: 'evil@example.org', fullname: 'E', password: PASSWORD }
    for (const act of acts) {
      const forged = await boss.browser.post(act, { ...fields, password_repeat: PASSWORD })
      expect(forged.status, act).toBe(403)
      await boss.browser.get(act)
    }
    expect(await written()).toBe(before)
    expect(await membersOf(foyer, clerk.team)).toEqual(['clerk@example.org'])
  })

  it('draw names as text', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const boss = await member(foyer, acme, 'boss@example.org', 'all')
    const evil = '<img src=x onerror=alert(1)>'
    const team = await makeTeam(foyer, acme, evil)
    await foyer.features.teams.putIntoTeam(team, boss.user, SYSTEM)
    const pages = ['teams', 'teams/permissions', `team/${team.id}/`, `team/${team.id}/edit`, `team/${team.id}/delete`]
    for (const page of pages) expect((await boss.browser.get(`${base}/${page}`)).text, page).not.toContain('<img src=x')
    await boss.browser.submit(`${base}/team/${team.id}/`, { email: 'new@example.org' }, { form: '/members' })
    const token = await invitationIn(foyer, 'new@example.org')
    expect((await foyer.client().get(`/control/invite/${token}`)).text).not.toContain('<img src=x')
    expect(foyer.mails.to('new@example.org')[0]?.html).not.toContain('<img src=x')
  })
})

describeOnBoth('invitations', (kind) => {
  async function invited(foyer: TestServer) {
    const acme = await foyer.organizer('acme')
    const boss = await member(foyer, acme, 'boss@example.org', 'all')
    const address = `${base}/team/${boss.team.id}/`
    await boss.browser.submit(address, { email: 'new@example.org' }, { form: '/members' })
    return { acme, boss, address, token: await invitationIn(foyer, 'new@example.org') }
  }

  it('are stored as a hash, and their page is kept by nobody', async () => {
    await using foyer = await startFoyer(kind)
    const { token } = await invited(foyer)
    const rows = await foyer.platform.db.q.selectFrom('team_invites').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(token)
    const { headers } = await foyer.client().get(`/control/invite/${token}`)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
  })

  it('let one of fifty people in, however they hurry', async () => {
    await using foyer = await startFoyer(kind)
    const { boss, token } = await invited(foyer)
    const address = `/control/invite/${token}`
    const people = await Promise.all(FIFTY.map((_, index) => person(foyer, `p${index}@example.org`)))
    const forms = await Promise.all(people.map(async (one) => ({ one, csrf: await csrfOf(one, address) })))
    const answers = await Promise.all(forms.map(({ one, csrf }) => one.browser.post(address, csrf)))
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 404)).toHaveLength(49)
    expect(await membersOf(foyer, boss.team)).toHaveLength(2)
  })

  it('make no account when somebody else was faster', async () => {
    await using foyer = await startFoyer(kind)
    const { boss, token } = await invited(foyer)
    const ann = await person(foyer, 'ann@example.org')
    const client = foyer.client()
    const page = await client.get(`/control/invite/${token}`)
    const fields = { fullname: 'New', email: 'new@example.org', password: PASSWORD, password_repeat: PASSWORD }
    const [joined, made] = await Promise.all([
      ann.browser.submit(`/control/invite/${token}`, {}),
      client.submit(page.url, fields, { form: '/register', page }),
    ])
    expect([joined.status, made.status].filter((status) => status === 303)).toHaveLength(1)
    const isMade = (await foyer.features.staff.users.byEmail('new@example.org')) !== null
    expect(isMade).toBe(made.status === 303)
    expect(await membersOf(foyer, boss.team)).toHaveLength(2)
  })

  it('are limited for each team and day', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, boss } = await invited(foyer)
    const editor = { user: boss.user, actor: SYSTEM }
    for (let index = 1; index < 100; index++) await foyer.features.teams.sending.count(boss.team)
    const more = foyer.features.teams.people.addByEmail(acme, boss.team, 'more@example.org', editor)
    await expect(more).rejects.toMatchObject({ code: 'too_many_requests' })
    const another = await makeTeam(foyer, acme, 'Another')
    expect(await foyer.features.teams.people.addByEmail(acme, another, 'more@example.org', editor)).toBe('invited')
  })

  it('give nothing to who is looked at through their account: the address is not proven by somebody else', async () => {
    await using foyer = await startFoyer(kind)
    const { token } = await invited(foyer)
    const late = await person(foyer, 'new@example.org')
    await foyer.features.teams.joining.join(token, late.user, { actor: SYSTEM, verifies: false })
    expect(await foyer.features.staff.users.byId(late.user.id)).toMatchObject({ isVerified: false })
  })
})

describeOnBoth('the last person who manages the teams', (kind) => {
  it('138: stays when two remove each other at the same time, fifty times over', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const ann = await member(foyer, acme, 'ann@example.org', 'all')
    const bob = await member(foyer, acme, 'bob@example.org', ['organizer.teams:write'])
    await foyer.features.teams.putIntoTeam(ann.team, bob.user, SYSTEM)
    await foyer.features.teams.people.removeMember(acme, bob.team, bob.user.id, { user: null, actor: SYSTEM })
    const remove = (user: string) => `${base}/team/${ann.team.id}/members/${user}/remove`
    const csrf = [await csrfOf(ann, remove(bob.user.id)), await csrfOf(bob, remove(ann.user.id))] as const
    const answers = await Promise.all(
      FIFTY.map((_, index) =>
        index % 2 === 0
          ? ann.browser.post(remove(bob.user.id), csrf[0])
          : bob.browser.post(remove(ann.user.id), csrf[1]),
      ),
    )
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    expect(answers.filter(({ status }) => status >= 500)).toEqual([])
    expect(await membersOf(foyer, ann.team)).toHaveLength(1)
  })

  it('138: stays when two changes begin together and end later', async () => {
    await using foyer = await startFoyer(kind)
    const { db } = foyer.platform
    const acme = await foyer.organizer('acme')
    const people = [
      await member(foyer, acme, 'ann@example.org', 'all'),
      await member(foyer, acme, 'bob@example.org', 'all'),
    ]
    const leave = ({ user, team }: (typeof people)[number]) =>
      db.transaction(async (q) => {
        await keepAManager(q, db.kind, [acme], () =>
          memberStore(q).remove(acme.id, { teamId: team.id, userId: user.id }),
        )
        await sleep(300)
      })
    const ends = await Promise.allSettled(people.map(leave))
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await foyer.features.teams.everybody(acme)).toHaveLength(1)
  })

  it('140: stays when both teams are deleted at the same time', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const ann = await member(foyer, acme, 'ann@example.org', 'all')
    const bob = await member(foyer, acme, 'bob@example.org', 'all')
    const editor = { user: null, actor: SYSTEM }
    const ends = await Promise.allSettled(
      [ann, bob].map(({ team }) => foyer.features.teams.manage.remove(acme, team.id, editor)),
    )
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await foyer.features.teams.everybody(acme)).toHaveLength(1)
  })

  it('stays when leaving every team that wants a second factor', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const other = await foyer.organizer('other')
    const ann = await person(foyer, 'ann@example.org')
    const { teams } = foyer.features
    const strict = await makeTeam(foyer, acme, 'Strict', 'all', true)
    const box = await makeTeam(foyer, other, 'Box office', [], true)
    for (const team of [strict, box]) await teams.putIntoTeam(team, ann.user, SYSTEM)
    const named = [
      { organizer: 'acme festival', team: 'Strict' },
      { organizer: 'other festival', team: 'Box office' },
    ]
    const order = (list: readonly { team: string }[]) => [...list].sort((a, b) => (a.team < b.team ? 1 : -1))
    expect(order(await teams.requiringSecondFactor(ann.user))).toEqual(named)
    await expect(teams.leaveRequiring(ann.user, SYSTEM)).rejects.toMatchObject({ code: 'last_team_manager' })
    expect(await membersOf(foyer, box), 'nothing is half done').toEqual(['ann@example.org'])
    await member(foyer, acme, 'bob@example.org', 'all')
    expect(order(await teams.leaveRequiring(ann.user, SYSTEM))).toEqual(named)
    expect(await teams.requiringSecondFactor(ann.user)).toEqual([])
  })
})
