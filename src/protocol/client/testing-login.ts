import type { LoginRequest } from './begin-login.ts'
import { beginLogin } from './begin-login.ts'
import type { Connection } from './connection.ts'
import { discover } from './discover.ts'
import { finishLogin } from './finish-login.ts'
import { type FakeProvider, fakeProvider, settingsWith } from './testing.ts'
import type { ClientSettings, LoginWishes, Remembered, Trace, TraceStep, VerifiedPerson } from './types.ts'

export const RETURN_ADDRESS = 'https://tickets.example/acme/account/login/uni/return'

interface LoginChanges {
  /** Of the ID token; `null` leaves a claim out. */
  readonly idToken?: Readonly<Record<string, unknown>>
  /** Of the parameters that come back; `null` leaves one out. */
  readonly answer?: Readonly<Record<string, string | null>>
  readonly remembered?: Partial<Remembered>
  readonly wishes?: LoginWishes
  readonly isFresh?: boolean
  readonly trace?: Trace
}

/** A connection with a provider in memory, and Ann who logs in there. */
export interface LoginKit {
  readonly provider: FakeProvider
  readonly connection: Connection
  readonly trace: TraceStep[]
  /** In ms; a test moves it. */
  readonly time: { now: number }
  begin(changes?: Partial<LoginRequest>): ReturnType<typeof beginLogin>
  /** A whole login. @throws ProviderProblem */
  logIn(changes?: LoginChanges): Promise<VerifiedPerson>
  /** Calls of the token and the userinfo endpoint since the start. */
  called(path: string): number
}

export async function loginKit(
  settings: Partial<ClientSettings> = {},
  metadata: Readonly<Record<string, unknown>> = {},
): Promise<LoginKit> {
  const provider = await fakeProvider()
  provider.metadata = { ...metadata }
  const trace: TraceStep[] = []
  const clock = { now: () => time.now }
  const time = { now: Date.now() }
  const { outgoing } = provider
  const connection = await discover(settingsWith(settings), { outgoing, clock, trace: (step) => trace.push(step) })
  const kit: LoginKit = {
    provider,
    trace,
    connection,
    time,
    begin: (changes = {}) =>
      beginLogin(connection, { redirectUri: RETURN_ADDRESS, state: 's', wishes: {}, now: time.now, ...changes }),
    async logIn({ idToken, answer, wishes = {}, isFresh = false, ...changes } = {}) {
      const begun = await kit.begin({ wishes, isFresh })
      const parameters = { ...provider.visit(begun.address, time.now), ...answer }
      Object.assign(provider.idToken, idToken)
      return finishLogin(connection, {
        parameters: Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== null)) as Record<
          string,
          string
        >,
        remembered: { ...begun.remembered, ...changes.remembered },
        state: 's',
        now: time.now,
        trace: changes.trace,
      })
    },
    called: (path) => provider.calls.filter(({ url }) => new URL(url).pathname === path).length,
  }
  return kit
}

/** The code of the problem that a call ends with. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'no problem',
    (error: { code?: string; message: string }) => error.code ?? error.message,
  )
}
