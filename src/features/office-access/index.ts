export { allow, may } from './allow.ts'
export {
  officeOrganizerScope,
  requireAdmin,
  requireOneself,
  requirePermission,
  requireStaff,
  staffSessionHook,
} from './hooks.ts'
export { officeFrame, officePath } from './office-frame.ts'
export { PERMISSIONS, type Permission } from './permissions.ts'
export { policies } from './policies.ts'
export { recentLogin } from './recent-login.ts'
