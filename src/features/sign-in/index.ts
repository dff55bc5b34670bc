export { passwordProblem } from './rules/password.ts'
