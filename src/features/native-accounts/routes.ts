import type { FastifyInstance } from 'fastify'
import { passwordGate } from './gate.ts'
import type { NativeRouteDeps } from './routes/deps.ts'
import { emailRoutes, passwordRoutes } from './routes/own-account.ts'
import { recoveryRoutes } from './routes/recovery.ts'
import { registerRoutes } from './routes/register.ts'

/** Below `/control`, after the hook that finds the session and after what comes before a new password. */
export function nativeAccountRoutes(app: FastifyInstance, deps: NativeRouteDeps): void {
  deps.staff.gates.add(passwordGate)
  registerRoutes(app, deps)
  recoveryRoutes(app, deps)
  passwordRoutes(app, deps)
  emailRoutes(app, deps)
}
