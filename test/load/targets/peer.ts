import { randomBytes } from 'node:crypto'
import { freePort } from '../processes.ts'
import { generateKeys } from '../servers/keys.ts'
import type { PeerConfig } from '../servers/peer.ts'
import { OFFLINE_SCOPE, SCOPE, type Target } from '../types.ts'
import type { Workplace } from '../workplace.ts'
import { logIn } from './log-in.ts'
import { startProgram } from './program.ts'

/** `oidc-provider`, the certified library for Node, with its in-memory store. */
export async function preparePeer(workplace: Workplace): Promise<Target> {
  const client = (clientId: string) => ({ clientId, clientSecret: randomBytes(32).toString('base64url') })
  const clients = { RS256: client('bench-rs256'), ES256: client('bench-es256') }
  const keys = await generateKeys()
  return {
    title: 'oidc-provider, in memory',
    place: null,
    async start({ offline = false } = {}) {
      const port = await freePort()
      const config: PeerConfig = { port, keys, clients, people: workplace.people, offline }
      const child = await startProgram(workplace, 'peer.ts', config)
      const issuer = `http://127.0.0.1:${port}`
      const accounts = workplace.people.map(({ email, identifier }) => ({ email, subject: identifier }))
      const used = { issuer, clients, scope: offline ? OFFLINE_SCOPE : SCOPE }
      const sessions = await logIn(child, used, accounts, /^_interaction/)
      return { subject: { ...used, sessions, signs: true }, pid: child.pid, stop: child.stop }
    },
  }
}
