export { savedPeopleRoutes } from './routes.ts'
export { createSavedPeople } from './saved-people.ts'
export type { SavedPeople } from './types.ts'
