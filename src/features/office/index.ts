export { officeOrganizerRoutes, officeRoutes } from './routes.ts'
