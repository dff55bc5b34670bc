export { createForum } from './forum/server.ts'
export { mailboxRoutes } from './routes.ts'
export { type DemoAccess, seedDemo } from './seed.ts'
export { createDemoTransport } from './transport.ts'
