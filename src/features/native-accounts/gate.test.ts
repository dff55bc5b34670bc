import type { FastifyRequest } from 'fastify'
import { expect, it } from 'vitest'
import type { StaffLogin } from '../staff/index.ts'
import { passwordGate } from './gate.ts'

const at = (method: string, originalUrl: string) => ({ method, originalUrl }) as FastifyRequest
const login = (authBackend: string, needsPasswordChange: boolean) =>
  ({ user: { authBackend, needsPasswordChange } }) as StaffLogin

it.each([
  ['native', true, 'GET', '/control/events/?a=1&b=2', '?next=%2Fcontrol%2Fevents%2F%3Fa%3D1%26b%3D2'],
  ['native', true, 'POST', '/control/events/', '?next=%2Fcontrol%2F'],
  ['native', false, 'GET', '/control/', null],
  ['ldap', true, 'GET', '/control/', null],
] as const)('%s account, must change %s, %s %s', async (backend, mustChange, method, url, query) => {
  const path = await passwordGate(login(backend, mustChange), at(method, url))
  expect(path).toBe(query && `/control/settings/password/change${query}`)
})
