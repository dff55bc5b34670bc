import type { User } from '../features/staff/index.ts'
import type { JsonObject } from './output.ts'

/** A staff account as commands answer it. */
export function userView(user: User): JsonObject {
  return {
    id: user.id,
    email: user.email,
    fullname: user.fullname,
    auth_backend: user.authBackend,
    auth_backend_identifier: user.authBackendIdentifier,
    is_admin: user.isAdmin,
    is_active: user.isActive,
    last_login: user.lastLoginAt === null ? null : new Date(user.lastLoginAt).toISOString(),
  }
}
