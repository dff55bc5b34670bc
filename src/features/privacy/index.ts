export { createPrivacy } from './privacy.ts'
export { privacyRoutes } from './routes.ts'
export type { Privacy } from './types.ts'
