export { backChannelPath, frontChannelPath, PATHS } from './paths.ts'
export { upstreamLogoutRoutes, upstreamLogoutServerRoutes } from './routes.ts'
export { sealIdToken } from './upstream-data.ts'
export { createUpstreamLogout, type UpstreamLogout } from './upstream-logout.ts'
