export { impersonationHook, stopImpersonatingRoutes } from './office/impersonate-routes.tsx'
export { staffAdminRoutes } from './routes.ts'
export { createStaffAdmin, type StaffAdmin } from './staff-admin.ts'
