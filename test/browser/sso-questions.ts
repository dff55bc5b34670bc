import { hashSecret } from '../../src/core/random.ts'
import type { Organizer } from '../../src/features/organizers/index.ts'
import type { SsoProvider } from '../../src/features/sso-providers/index.ts'
import type { BrowserClient } from '../support/client.ts'
import { parse } from '../support/html.ts'
import type { TestServer } from '../support/server.ts'
import { comeBackAs } from '../support/sso-questions.ts'

/** Paths of pages that ask something of people whom a provider vouched for. */
export interface SsoQuestionPaths {
  readonly prove: string
  /** Digits were sent to prove an account. */
  readonly proveDigits: string
  /** For the one who is logged in to the account. */
  readonly connect: string
  readonly address: string
  /** Digits were sent to confirm an address. */
  readonly confirm: string
  readonly answered: string
}

interface Asked {
  readonly arriving: BrowserClient
  readonly student: BrowserClient
  /** Address of the student's account. */
  readonly known: string
}

export async function askQuestions(
  foyer: TestServer,
  campus: Organizer,
  provider: SsoProvider,
  { arriving, student, known }: Asked,
): Promise<SsoQuestionPaths> {
  const ask = async (subject: string, claims: Record<string, unknown>, browser = arriving) =>
    (await comeBackAs(foyer, campus, provider, subject, claims, { browser })).path
  const ben = { email: 'ben@company.example', name: 'Ben Sommer' }
  const paths = {
    prove: await ask('ben', ben),
    proveDigits: await ask('ben-too', ben),
    connect: await ask('mia-alumni', { email: known, name: 'Mia Lindner' }, student),
    address: await ask('noor', { email: undefined, name: 'Noor Haddad' }),
    confirm: await ask('lena', { email: 'lena@mail.example', email_verified: false, name: 'Lena Vogt' }),
  }
  const proof = parse((await arriving.get(paths.proveDigits)).text).form('login/link')
  await arriving.post(`/${campus.slug}/account/login/link/send`, proof?.values ?? {})
  await arriving.submit(paths.confirm, {}, { form: 'confirm/send' })
  const answered = await ask('late', { email: undefined, name: 'Lea Late' })
  const { db, clock } = foyer.platform
  const all = db.q.updateTable('sso_questions')
  await all.set({ expires_at: clock.now() + 24 * 3_600_000 }).execute()
  const name = new URL(answered, foyer.url).searchParams.get('question') ?? ''
  await all.set({ used_at: clock.now() }).where('id_hash', '=', hashSecret(name)).execute()
  return { ...paths, answered }
}
