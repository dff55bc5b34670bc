export { logoutMessagesSection } from './office-section.tsx'
export { checkSessionRoutes, singleLogoutRoutes } from './routes.ts'
export { createSingleLogout } from './single-logout.ts'
export type { SingleLogout } from './types.ts'
