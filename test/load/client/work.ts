import type { BenchSession, FlowJob } from '../types.ts'
import type { Connection } from './connection.ts'
import type { Endpoints } from './discovery.ts'
import { type FlowOutcome, type FlowSteps, flowSteps, type Tokens } from './flow.ts'
import { verifyIdToken } from './verify.ts'

/** What a connection does again and again. */
export interface PreparedWork {
  /** Each time has another number. */
  repeat(number: number): Promise<unknown>
  /** What is looked at once all is measured. */
  finish(): Promise<void>
}

/**
 * Does one flow over the connection, verifies its ID token, and answers what the job repeats from then on.
 *
 * @throws Error when anything is not answered as it should be
 */
export async function prepareWork(
  job: FlowJob,
  connection: Connection,
  endpoints: Endpoints,
  session: BenchSession,
  number: number,
): Promise<PreparedWork> {
  const { work, subject, algorithm } = job
  const client = subject.clients[algorithm]
  const steps = flowSteps(connection, endpoints, client, session, subject.scope)
  const verify = async (tokens: Tokens, nonce: string | null) => {
    if (!subject.signs) return
    await verifyIdToken({ ...tokens, nonce }, endpoints, {
      ...{ algorithm, clientId: client.clientId },
      subject: session.subject,
    })
  }
  const first = await steps.codeFlow(number)
  await verify(first, first.nonce)
  if (work === 'refresh') return refreshing(steps, first, (tokens) => verify(tokens, null))
  const repeat = work === 'userinfo' ? () => steps.readClaims(first.accessToken) : steps.codeFlow
  return { repeat, finish: async () => {} }
}

/** Uses the newest refresh token of a family. In the end an old one comes back, which ends the family. */
async function refreshing(
  steps: FlowSteps,
  { refreshToken: first }: FlowOutcome,
  verify: (tokens: Tokens) => Promise<void>,
): Promise<PreparedWork> {
  if (first === null) throw new Error('token: no refresh token')
  let [former, current] = [first, first]
  const repeat = async () => {
    const tokens = await steps.refresh(current)
    former = current
    current = tokens.refreshToken
    return tokens
  }
  const second = await repeat()
  await verify(second)
  await steps.readClaims(second.accessToken)
  return {
    repeat,
    async finish() {
      await steps.replay(former)
      await steps.replay(current)
    },
  }
}
