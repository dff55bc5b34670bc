export { readRegistration } from './forms.ts'
export { createNativeAccounts, type NativeAccounts } from './native-accounts.ts'
export { RegistrationFields } from './pages/fields.tsx'
export { nativeAccountRoutes } from './routes.ts'
