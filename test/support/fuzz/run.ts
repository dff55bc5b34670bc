import { goodRequests } from './good-requests.ts'
import { mutate } from './mutate.ts'
import { type Dice, dice } from './random.ts'
import { describeRequest, type WrittenRequest, write } from './request.ts'
import { type FuzzWorld, secretsOf } from './world.ts'

const AT_ONCE = 16
/** Codes and tokens are used up by changed requests, so new ones are made after so many. */
const FRESH_AFTER = 800
/** Nothing takes that long but what never ends. In ms. */
const HANGS_AFTER = 120_000
const MOST_PROBLEMS = 10

export interface FuzzReport {
  readonly sent: number
  /** How many answers had which status. */
  readonly statuses: ReadonlyMap<number, number>
  /** What must not be, with the request that brought it about. */
  readonly problems: readonly string[]
}

/** Sends so many changed requests, without a network in between, and looks at each answer and at each line of the log. */
export async function fuzz(world: FuzzWorld, { seed, count }: { seed: number; count: number }): Promise<FuzzReport> {
  const roll = dice(seed)
  const statuses = new Map<number, number>()
  const problems: string[] = []
  const found = (problem: string) => void (problems.length < MOST_PROBLEMS && problems.push(problem))
  let secrets: readonly string[] = []
  world.onLogLine = (line) => {
    const leaked = secrets.find((secret) => line.includes(secret))
    if (leaked !== undefined) found(`the log holds ${leaked}: ${line}`)
    if (line.startsWith('{"level":"error"')) found(`the log has an error: ${line.slice(0, 2000)}`)
  }
  for (let sent = 0; sent < count && problems.length < MOST_PROBLEMS; sent += FRESH_AFTER) {
    const material = await world.material()
    secrets = [...secretsOf(world, material), ...secrets.slice(0, 20)]
    const good = goodRequests(world, material)
    const some = Math.min(FRESH_AFTER, count - sent)
    const requests = Array.from({ length: some }, () => write(mutate(roll.pick(good), roll)))
    await sendAll(world, requests, roll, (request, answer) => {
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
      const problem = problemOf(request, answer, secrets)
      if (problem !== null) found(`${problem}\n${describeRequest(request)}`)
    })
  }
  world.onLogLine = () => undefined
  return { sent: [...statuses.values()].reduce((sum, number) => sum + number, 0), statuses, problems }
}

interface FuzzAnswer {
  readonly status: number
  readonly text: string
}

async function sendAll(
  { app }: FuzzWorld,
  requests: WrittenRequest[],
  roll: Dice,
  look: (request: WrittenRequest, answer: FuzzAnswer) => void,
): Promise<void> {
  const addresses = Array.from({ length: 50 }, () => `10.0.${roll.upTo(256)}.${roll.upTo(256)}`)
  let next = 0
  async function sendSome(): Promise<void> {
    for (let at = next++; at < requests.length; at = next++) {
      const request = requests[at]
      if (!request) return
      const { method, url, headers, body } = request
      const payload = body === null ? {} : { payload: body }
      const options = {
        method: method as 'GET',
        url,
        headers: { ...headers },
        remoteAddress: addresses[at % 50] ?? '',
        ...payload,
      }
      const answer = await inTime(
        app.inject(options).then(({ statusCode, headers: sent, payload: text }) => ({
          status: statusCode,
          text: `${JSON.stringify(sent)}\n${text}`,
        })),
      )
      look(request, answer)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, sendSome))
}

async function inTime(answer: Promise<FuzzAnswer>): Promise<FuzzAnswer> {
  let timer: NodeJS.Timeout | undefined
  const never = new Promise<FuzzAnswer>((resolve) => {
    timer = setTimeout(() => resolve({ status: 0, text: 'no answer' }), HANGS_AFTER)
  })
  try {
    return await Promise.race([answer, never])
  } catch (error) {
    return { status: -1, text: String(error) }
  } finally {
    clearTimeout(timer)
  }
}

/** What is wrong with an answer: it broke, never came, or shows a secret to somebody who did not know it. */
export function problemOf(
  request: WrittenRequest,
  { status, text }: FuzzAnswer,
  secrets: readonly string[],
): string | null {
  if (status >= 500 || status <= 0) return `status ${status}: ${text.slice(0, 500)}`
  const leaked = secrets.find((secret) => text.includes(secret) && !knows(request, secret))
  return leaked === undefined ? null : `an answer with status ${status} holds ${leaked}: ${text.slice(0, 2000)}`
}

/** Whoever sent a secret may see it again. */
function knows({ url, headers, body }: WrittenRequest, secret: string): boolean {
  return `${url}\n${Object.values(headers).join('\n')}\n${body ?? ''}`.includes(secret)
}
