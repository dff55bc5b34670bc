export { type Answer, ask } from './ask.ts'
export { isTroubled } from './circuit.ts'
export type {
  BackendLogin,
  BackendRequest,
  BackendSessions,
  BackendTeam,
  BackendUser,
  BackendUsers,
} from './contract.ts'
export { checkIdentity, normalizeEmail } from './identity.ts'
export { backendText, type LoadedBackend } from './loaded-backend.ts'
export { checkLoginRedirect } from './login-redirect.ts'
export { NativeBackend } from './native.ts'
export { type BackendRegistry, createBackendRegistry } from './registry.ts'
export { passwordProblem } from './rules.ts'
export { shippedBackends } from './shipped.ts'
