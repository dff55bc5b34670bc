export { staffSecurityRoutes } from './routes.ts'
export { createStaffSecurity, type StaffSecurity } from './staff-security.ts'
