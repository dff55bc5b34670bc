import { describe, expect, it } from 'vitest'
import { readGroups } from './group-rules.ts'

const TEAMS = [
  { group: 'Box office', organizer: 'acme', team: 'Box office' },
  { group: 'it', organizer: 'acme', team: 'Technicians' },
  { group: 'it', organizer: 'other', team: 'Technicians' },
]

describe('the groups of a person', () => {
  it('let in who is in one of the required groups, or everybody when there are none', () => {
    expect(readGroups(['STAFF '], { required_groups: ['staff', 'boss'] }).isAllowed).toBe(true)
    expect(readGroups(['guests'], { required_groups: ['staff'] }).isAllowed).toBe(false)
    expect(readGroups([], { required_groups: [] }).isAllowed).toBe(true)
  })

  it('make administrators only where the configuration names groups of them', () => {
    expect(readGroups(['admins'], { required_groups: [] }).admin).toEqual({})
    const rules = { required_groups: [], admin_groups: ['Admins'] }
    expect(readGroups(['admins'], rules).admin).toEqual({ isAdmin: true })
    expect(readGroups(['staff'], rules).admin).toEqual({ isAdmin: false })
  })

  it('lead to the teams of all matching rules, and to no team when nothing matches', () => {
    const rules = { required_groups: [], teams: TEAMS }
    expect(readGroups(['IT'], rules).teams).toEqual({
      teams: [
        { organizer: 'acme', team: 'Technicians' },
        { organizer: 'other', team: 'Technicians' },
      ],
    })
    expect(readGroups(['x'], rules).teams).toEqual({ teams: [] })
    expect(readGroups(['it'], { required_groups: [] }).teams).toEqual({})
  })
})
