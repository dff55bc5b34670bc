export { createClientRegistration } from './client-registration.ts'
export { registrationTokenRoutes } from './office/routes.ts'
export { clientRegistrationRoutes } from './routes.ts'
export type { ClientRegistration, InitialToken } from './types.ts'
