import { freePort } from '../processes.ts'
import type { TrivialConfig } from '../servers/trivial.ts'
import { SCOPE, type Target } from '../types.ts'
import type { Workplace } from '../workplace.ts'
import { startProgram } from './program.ts'

/** A server that does nothing: shows what the load client can do at most. */
export function trivialTarget(workplace: Workplace): Target {
  return {
    title: 'a server that does nothing',
    place: null,
    async start() {
      const config: TrivialConfig = { port: await freePort(), subject: 'nobody' }
      const child = await startProgram(workplace, 'trivial.ts', config)
      const client = { clientId: 'client', clientSecret: 'secret' }
      const sessions = [{ cookie: 'session=x', subject: config.subject }]
      const subject = {
        issuer: `http://127.0.0.1:${config.port}`,
        clients: { RS256: client, ES256: client },
        scope: SCOPE,
        sessions,
        signs: false,
      }
      return { subject, pid: child.pid, stop: child.stop }
    },
  }
}
