import { describe, expect, it } from 'vitest'
import { PERMISSIONS, type Permission } from '../../core/permissions.ts'
import type { Policy, Principal } from './policies/policy.ts'
import { policies } from './policies.ts'

const with_ = (...permissions: readonly Permission[]): Principal => ({
  isAdmin: false,
  permissions: new Set(permissions),
})

const ROLES = {
  stranger: { isAdmin: false, permissions: null },
  'in a team without permissions': with_(),
  'reads customers': with_('organizer.customers:read'),
  'changes customers': with_('organizer.customers:read', 'organizer.customers:write'),
  'changes settings': with_('organizer.settings.general:write'),
  'changes settings and reads customers': with_('organizer.settings.general:write', 'organizer.customers:read'),
  'manages teams': with_('organizer.teams:write'),
  'may everything at the organizer': with_(...PERMISSIONS),
  'administers the installation': { isAdmin: true, permissions: new Set(PERMISSIONS) },
} as const satisfies Record<string, Principal>

type Role = keyof typeof ROLES

const ADMIN: readonly Role[] = ['administers the installation']
const ALL: readonly Role[] = ['may everything at the organizer', ...ADMIN]
const READERS: readonly Role[] = [
  'reads customers',
  'changes customers',
  'changes settings and reads customers',
  ...ALL,
]
const WRITERS: readonly Role[] = ['changes customers', ...ALL]
const SETTERS: readonly Role[] = ['changes settings', 'changes settings and reads customers', ...ALL]
const MANAGERS: readonly Role[] = ['manages teams', ...ALL]
const COLLEAGUES: readonly Role[] = (Object.keys(ROLES) as Role[]).filter((role) => role !== 'stranger')

/** Who may do what: every action of every noun. */
const TABLE: Readonly<Record<string, readonly Role[]>> = {
  'connectedApps.withdraw': WRITERS,
  'customers.see': READERS,
  'customers.change': WRITERS,
  'customers.export': WRITERS,
  'customers.import': WRITERS,
  'customers.merge': WRITERS,
  'customers.anonymize': WRITERS,
  'customers.endSessions': WRITERS,
  'customers.resetSecondFactor': WRITERS,
  'installation.seeHistory': ADMIN,
  'installation.manageMails': ADMIN,
  'installation.manageUsers': ADMIN,
  'installation.impersonate': ADMIN,
  'mailTexts.manage': SETTERS,
  'membershipTypes.manage': SETTERS,
  'memberships.see': READERS,
  'memberships.change': WRITERS,
  'orders.see': READERS,
  'organizers.see': COLLEAGUES,
  'organizers.seeHistory': COLLEAGUES,
  'organizers.change': SETTERS,
  'organizers.create': ADMIN,
  'signingKeys.see': [...READERS, 'changes settings'],
  'signingKeys.manage': SETTERS,
  'ssoClients.manage': SETTERS,
  'ssoClients.test': SETTERS,
  'ssoClients.seeRefusals': SETTERS,
  'ssoClients.manageRegistrationTokens': SETTERS,
  'ssoProviders.manage': SETTERS,
  'ssoProviders.test': SETTERS,
  'ssoProviders.seeLogins': ['changes settings and reads customers', ...ALL],
  'ssoProviders.moveCustomers': ALL,
  'teams.manage': MANAGERS,
  'teams.invite': MANAGERS,
  'teams.manageTokens': MANAGERS,
}

const actions = Object.entries(policies).flatMap(([noun, actions]) =>
  Object.entries(actions).map(([action, policy]): [string, Policy] => [`${noun}.${action}`, policy]),
)

describe('who may do what', () => {
  it('is written down for every action', () => {
    expect(actions.map(([name]) => name).sort()).toEqual(Object.keys(TABLE).sort())
  })

  for (const [name, policy] of actions) {
    it.each(Object.entries(ROLES))(`${name}: somebody who is “%s”`, (role, principal) => {
      expect(policy(principal)).toBe(TABLE[name]?.includes(role as Role))
    })
  }
})
