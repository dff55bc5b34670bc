import { describe, expect, it } from 'vitest'
import { InvalidInput } from '../../core/errors.ts'
import { PERMISSIONS, type Permission } from '../../core/permissions.ts'
import { formOfTeam, inputOfForm, readTeamForm } from './forms.ts'
import { covers, permissionsOf, ROLE_TEAMS, reachOf, tidyTeam } from './rules.ts'

const nobody = { isAdmin: false }
const team = (...permissions: Permission[]) => ({ allPermissions: false, permissions })
const readers = team('organizer.customers:read')
const settings = team('organizer.settings.general:write')

describe('what somebody may do at an organizer', () => {
  it('is everything for administrators of the installation, without any team', () => {
    expect([...(permissionsOf({ isAdmin: true }, []) ?? [])]).toEqual(PERMISSIONS)
  })

  it('is everything in a team with all permissions', () => {
    expect([...(permissionsOf(nobody, [readers, ROLE_TEAMS.admin]) ?? [])]).toEqual(PERMISSIONS)
  })

  it('is the union over the teams', () => {
    expect([...(permissionsOf(nobody, [readers, settings, readers]) ?? [])]).toEqual([
      'organizer.customers:read',
      'organizer.settings.general:write',
    ])
  })

  it('is nothing in a team without permissions, which still shows that the organizer exists', () => {
    expect(permissionsOf(nobody, [team()])).toEqual(new Set())
  })

  it('is null without a team: the organizer does not exist', () => {
    expect(permissionsOf(nobody, [])).toBeNull()
  })
})

describe('what somebody may hand on', () => {
  const all = { allPermissions: true, permissions: [] }

  it.each([
    ['the operator', null, [], true, true],
    ['an administrator of the installation', { isAdmin: true }, [], true, true],
    ['a member of a team with all permissions', nobody, [all], true, true],
    ['a member with each permission of today', nobody, [team(...PERMISSIONS)], false, true],
    ['a reader', nobody, [readers], false, false],
    ['somebody without a team', nobody, [], false, false],
  ] as const)('is for %s what they have', (_, user, teams, everything, inSettings) => {
    const reach = reachOf(user, teams)
    expect([covers(reach, all), covers(reach, settings)]).toEqual([everything, inSettings])
    expect(covers(reach, team())).toBe(true)
  })

  it('covers a team only as a whole', () => {
    const reach = reachOf(nobody, [readers])
    expect(covers(reach, readers)).toBe(true)
    expect(covers(reach, team('organizer.customers:read', 'organizer.customers:write'))).toBe(false)
  })
})

describe('a team', () => {
  const input = { name: 'Box office', requiresSecondFactor: false }

  it('that changes customers sees them, and a team with everything lists nothing', () => {
    expect(tidyTeam({ ...input, ...team('organizer.customers:write', 'organizer.teams:write') }).permissions).toEqual([
      'organizer.teams:write',
      'organizer.customers:read',
      'organizer.customers:write',
    ])
    expect(tidyTeam({ ...input, allPermissions: true, permissions: ['organizer.teams:write'] }).permissions).toEqual([])
  })

  it.each([
    ['  Box \t office ', 'Box office'],
    ['x'.repeat(190), 'x'.repeat(190)],
  ])('called "%s" is stored as "%s"', (typed, stored) => {
    expect(tidyTeam({ ...input, ...readers, name: typed }).name).toBe(stored)
  })

  it.each(['', ' \n ', 'x'.repeat(191)])('cannot be called "%s"', (name) => {
    expect(() => tidyTeam({ ...input, ...readers, name })).toThrow(InvalidInput)
  })

  it('comes out of its form as it went in', () => {
    for (const rights of [team(), readers, settings, team(...PERMISSIONS), ROLE_TEAMS.admin]) {
      const given = { ...rights, name: 'T', requiresSecondFactor: true }
      const { name, allPermissions, permissions } = inputOfForm(formOfTeam(given))
      expect({ name, allPermissions, permissions: [...permissions].sort() }).toEqual({
        name: 'T',
        allPermissions: rights.allPermissions,
        permissions: [...rights.permissions].sort(),
      })
    }
  })

  it.each([
    [{ scope: 'x' }, 'scope'],
    [{ customers: 'admin' }, 'customers'],
    [{ name: ['a', 'b'] }, 'name'],
    [{ name: 'x'.repeat(1001) }, 'name'],
    [{ settings: { a: 1 } }, 'settings'],
  ])('is refused by the field that no form sends: %j', (body, field) => {
    const read = () => readTeamForm(body)
    expect(read).toThrow(InvalidInput)
    expect(read).toThrow(field)
  })
})
