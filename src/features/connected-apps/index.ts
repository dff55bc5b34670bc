export { connectedAppsSection } from './office/section.tsx'
export { connectedAppRoutes, officeConnectedAppRoutes } from './routes.ts'
