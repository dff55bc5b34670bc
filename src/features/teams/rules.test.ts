import { describe, expect, it } from 'vitest'
import { PERMISSIONS } from '../office-access/index.ts'
import { permissionsOf, ROLE_TEAMS } from './rules.ts'

const nobody = { isAdmin: false }
const readers = { allPermissions: false, permissions: ['organizer.customers:read'] } as const
const settings = { allPermissions: false, permissions: ['organizer.settings.general:write'] } as const

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
    expect(permissionsOf(nobody, [{ allPermissions: false, permissions: [] }])).toEqual(new Set())
  })

  it('is null without a team: the organizer does not exist', () => {
    expect(permissionsOf(nobody, [])).toBeNull()
  })
})
