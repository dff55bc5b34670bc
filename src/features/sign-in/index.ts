export { passwordProblem } from './rules/password.ts'
export { customerSessionHook } from './session-hook.ts'
export { createSignIn, type SignIn } from './sign-in.ts'
export type { CustomerSession, DescribeNext, NextApp, SessionCustomer } from './types.ts'
