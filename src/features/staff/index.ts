export { EmailAddressTaken, LoginRefused } from './errors.ts'
export {
  displayName,
  officeOrganizerScope,
  requireAdmin,
  requirePermission,
  requireStaff,
  staffActor,
  staffSessionHook,
} from './hooks.ts'
export { loadStaffBackends } from './load-backends.ts'
export { type NavKey, officeFrame, officePath } from './office-frame.ts'
export { type StaffRoutesDeps, staffRoutes } from './routes.ts'
export { createStaff, type Staff } from './staff.ts'
export { type Permission, ROLES, type Role, type User } from './types.ts'
