export { reauthRoutes } from './routes.ts'
