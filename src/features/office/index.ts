export { officeOrganizerRoutes, officeRoutes } from './routes.ts'
export { settingsTabs } from './settings-tabs.ts'
