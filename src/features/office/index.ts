export { type OfficeDeps, officeOrganizerRoutes, officeRoutes } from './routes.ts'
