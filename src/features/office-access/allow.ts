import type { FastifyRequest } from 'fastify'
import { Forbidden } from '../../core/errors.ts'
import type { StaffLogin } from '../staff/index.ts'
import type { Policy } from './policies/policy.ts'
import { requireStaff } from './scope.ts'

/** Who is logged in, when the policy lets them. @throws Forbidden */
export function allow(request: FastifyRequest, policy: Policy): StaffLogin {
  const login = requireStaff(request)
  if (!may(request, policy)) throw new Forbidden('this account may not do that here')
  return login
}

/** Whether the policy lets whoever is logged in: for what a page offers. */
export function may({ staff, officePermissions }: FastifyRequest, policy: Policy): boolean {
  return staff !== null && policy({ isAdmin: staff.user.isAdmin, permissions: officePermissions })
}
