export { signInRoutes } from './routes.ts'
export { passwordProblem } from './rules/password.ts'
export { customerSessionHook } from './session-hook.ts'
export { createSignIn, type SignIn } from './sign-in.ts'
