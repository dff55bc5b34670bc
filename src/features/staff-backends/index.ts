export { type Answer, ask, FORM_LIMIT_MS } from './ask.ts'
export type {
  BackendIdentity,
  BackendRequest,
  BackendUser,
  BackendUserFields,
  BackendUsers,
  LoginFormField,
} from './contract.ts'
export { backendText, type LoadedBackend } from './loaded-backend.ts'
export { NATIVE, type NativeAccounts, NativeBackend } from './native.ts'
export { type BackendRegistry, createBackendRegistry } from './registry.ts'
export { passwordProblem } from './rules.ts'
