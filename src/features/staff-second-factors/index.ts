export { passkeyReauthentication } from './reauth-check.ts'
export { passkeyLogin } from './routes/login-passkey.tsx'
export { staffSecondFactorRoutes } from './routes.ts'
export { createStaffSecondFactors, type StaffSecondFactors } from './staff-second-factors.ts'
