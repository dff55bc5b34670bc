import { expect, it } from 'vitest'
import type { User } from '../../src/features/staff/index.ts'
import { describeOnBoth } from '../support/databases.ts'
import { startFoyer, type TestServer } from '../support/server.ts'
import { staffUser } from '../support/staff.ts'
import { makeTeam, membersOf } from '../support/teams.ts'

type Named = readonly { organizer: string; team: string }[]
const SYSTEM = { type: 'system' } as const

/** A login through the backend, which names these teams. */
async function logIn(foyer: TestServer, teams: Named, backend = 'acme'): Promise<User> {
  const identity = { identifier: `ann at ${backend}`, email: `ann@${backend}.example`, teams }
  const { id } = await foyer.features.staff.usersOf(backend).getOrCreateForBackend(identity)
  return (await foyer.features.staff.users.byId(id as User['id'])) as User
}

async function organizers(foyer: TestServer) {
  const acme = await foyer.organizer('acme')
  const other = await foyer.organizer('other')
  return { acme, other, box: await makeTeam(foyer, acme, 'Box'), door: await makeTeam(foyer, other, 'Door') }
}

const BOX = { organizer: 'acme', team: 'Box' }
const DOOR = { organizer: 'other', team: 'Door' }

describeOnBoth('teams that a backend names', (kind) => {
  it('are exactly those that the person is in, with every change in the history of the organizer', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, box, door } = await organizers(foyer)
    await logIn(foyer, [BOX, DOOR, BOX])
    expect([await membersOf(foyer, box), await membersOf(foyer, door)]).toEqual([
      ['ann@acme.example'],
      ['ann@acme.example'],
    ])
    await logIn(foyer, [DOOR])
    expect([await membersOf(foyer, box), await membersOf(foyer, door)]).toEqual([[], ['ann@acme.example']])
    const history = await foyer.features.audit.list(acme.id, { limit: 2 })
    expect(
      history.map(({ action, actorType, before, after, detail }) => ({ action, actorType, before, after, detail })),
    ).toEqual([
      {
        action: 'pretix.team.member.removed',
        actorType: 'system',
        before: { team: 'Box' },
        after: {},
        detail: { auth_backend: 'acme' },
      },
      {
        action: 'pretix.team.member.added',
        actorType: 'system',
        before: {},
        after: { team: 'Box' },
        detail: { auth_backend: 'acme' },
      },
    ])
    await logIn(foyer, [])
    expect(await membersOf(foyer, door)).toEqual([])
  })

  it('may take the last manager of the teams away; the history says so and administrators are told, once', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, other } = await organizers(foyer)
    await staffUser(foyer, 'ada@example.org', { isAdmin: true })
    await makeTeam(foyer, acme, 'Bosses', 'all')
    await makeTeam(foyer, other, 'Bosses', ['organizer.teams:write'])
    const both = ['acme', 'other'].map((organizer) => ({ organizer, team: 'Bosses' }))
    await logIn(foyer, both)
    await logIn(foyer, both, 'more')
    await logIn(foyer, [])
    const lost = async () =>
      (await foyer.features.audit.list(acme.id, { limit: 9, actions: ['foyer.team.unmanaged'] })).map(
        ({ actorType, objectName, detail }) => ({ actorType, objectName, detail }),
      )
    expect(await lost()).toEqual([])
    await logIn(foyer, both.slice(1), 'more')
    await logIn(foyer, both.slice(1), 'more')
    expect(await lost()).toEqual([{ actorType: 'system', objectName: acme.name, detail: { auth_backend: 'more' } }])
    await foyer.deliver()
    const told = foyer.mails.to('ada@example.org')
    expect(told.map(({ subject }) => subject)).toEqual([`Nobody manages the teams of ${acme.name}`])
    expect(told[0]?.text).toContain('/control/organizer/acme/teams')
    expect(told[0]?.text).toContain('ann@more.example')
  })

  it('take nothing away that a person gave', async () => {
    await using foyer = await startFoyer(kind)
    const { box } = await organizers(foyer)
    const ann = await logIn(foyer, [BOX])
    await foyer.features.teams.putIntoTeam(box, ann, SYSTEM)
    const [both] = await foyer.features.teams.people.members(box, { limit: 2 })
    expect([...(both?.sources ?? [])].sort()).toEqual(['backend:acme', 'manual'])
    await logIn(foyer, [])
    const [one] = await foyer.features.teams.people.members(box, { limit: 2 })
    expect(one?.sources).toEqual(['manual'])
  })

  it('that do not exist are passed over; the others count', async () => {
    await using foyer = await startFoyer(kind)
    const { box } = await organizers(foyer)
    await logIn(foyer, [{ organizer: 'acme', team: 'Nowhere' }, { organizer: 'nobody', team: 'Box' }, BOX])
    expect(await membersOf(foyer, box)).toEqual(['ann@acme.example'])
    expect((await foyer.features.teams.manage.list(await bySlug(foyer), { limit: 9 })).map(({ name }) => name)).toEqual(
      ['Box'],
    )
  })

  it('stay as they are when the backend says nothing about teams', async () => {
    await using foyer = await startFoyer(kind)
    const { box } = await organizers(foyer)
    await logIn(foyer, [BOX])
    const identity = { identifier: 'ann at acme', email: 'ann@acme.example' }
    await foyer.features.staff.usersOf('acme').getOrCreateForBackend(identity)
    expect(await membersOf(foyer, box)).toEqual(['ann@acme.example'])
  })

  it('do not fail when one person logs in fifty times at once', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, box, door } = await organizers(foyer)
    await logIn(foyer, [])
    const logins = Array.from({ length: 50 }, (_, index) => logIn(foyer, index % 2 === 0 ? [BOX] : [BOX, DOOR]))
    const ends = await Promise.allSettled(logins)
    expect(ends.filter(({ status }) => status === 'rejected')).toEqual([])
    expect(await membersOf(foyer, box)).toEqual(['ann@acme.example'])
    const added = await foyer.features.audit.list(acme.id, { limit: 99, actions: ['pretix.team.member.added'] })
    expect(added).toHaveLength(1)
    await logIn(foyer, [DOOR])
    expect([await membersOf(foyer, box), await membersOf(foyer, door)]).toEqual([[], ['ann@acme.example']])
  })
})

async function bySlug(foyer: TestServer) {
  const organizer = await foyer.features.organizers.bySlug('acme')
  if (!organizer) throw new Error('no organizer')
  return organizer
}
