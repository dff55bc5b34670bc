export { connectedAppsSection } from './office/section.tsx'
export { appsInSecurity } from './routes/security-section.tsx'
export { connectedAppRoutes, officeConnectedAppRoutes } from './routes.ts'
