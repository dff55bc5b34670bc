import { DAY } from '../../../src/core/clock.ts'
import type { OrganizerId } from '../../../src/core/ids.ts'
import { customerStore } from '../../../src/features/customers/store/customers.ts'
import { customerListing } from '../../../src/features/customers/store/listing.ts'
import type { CustomerQuery } from '../../../src/features/customers/types.ts'
import { type Db, openDb } from '../../../src/platform/db/db.ts'
import { percentile } from '../statistics.ts'
import { type MadeCustomers, makeCustomers } from '../targets/customers.ts'
import type { Stage } from './stage.ts'

const LIMIT = 25
const DEEP_PAGE = 2000
const COUNTS = 'all counts of the tabs, once a minute'
/** Of each query in each round. */
const RUNS = 20

/** What one kind of question took. Times in ms, over all rounds. */
export interface QuestionResult {
  readonly question: string
  readonly p50: number
  readonly p95: number
  readonly max: number
}

export interface CustomersResult {
  readonly title: string
  readonly customers: number
  readonly questions: readonly QuestionResult[]
}

type Question = readonly [string, (run: number) => Omit<CustomerQuery, 'limit'>]

/** How long pages and searches of the customer list take where one organizer has very many. */
export async function measureCustomers(stage: Stage): Promise<CustomersResult[]> {
  const { customers: count, rounds, only } = stage.options
  const results: CustomersResult[] = []
  for (const kind of ['sqlite', 'postgres'] as const) {
    if (!only.includes(kind)) continue
    const { workplace } = stage
    const place = kind === 'sqlite' ? workplace.sqlite('customers') : await workplace.postgres('customers')
    stage.say(`${place.title}: making ${count} customers`)
    const made = await makeCustomers(place, count)
    const db = await openDb(place.database)
    try {
      const taken = new Map<string, number[]>()
      for (let round = 1; round <= rounds; round++) await measureRound(db, made, taken)
      const questions = [...taken].map(summarize)
      results.push({ title: place.title, customers: count, questions })
      const slowest = Math.max(...questions.filter(isListed).map(({ p95 }) => p95))
      stage.say(`${place.title}: the slowest question takes ${slowest.toFixed(1)} ms at p95`)
    } finally {
      await db.close()
    }
  }
  return results
}

async function measureRound(db: Db, made: MadeCustomers, taken: Map<string, number[]>): Promise<void> {
  const note = async (question: string, ask: () => Promise<unknown>) => {
    const from = performance.now()
    await ask()
    const times = taken.get(question) ?? []
    times.push(performance.now() - from)
    taken.set(question, times)
  }
  const listing = customerListing(db.q)
  const deep = await deepCursor(db, made.organizer)
  for (const [question, make] of questions(made, deep)) {
    for (let run = 0; run < RUNS; run++) {
      await note(question, () => listing.page(made.organizer, { ...make(run), limit: LIMIT }))
    }
  }
  await note(COUNTS, () => customerStore(db.q).counts(made.organizer))
}

/** Where page 2,000 begins, when the list is sorted by name. */
async function deepCursor(db: Db, organizer: OrganizerId): Promise<string | undefined> {
  const listing = customerListing(db.q)
  const query = { ordering: 'name', limit: 5000 } as const
  let cursor: string | undefined
  for (let read = 0; read < LIMIT * (DEEP_PAGE - 1); read += query.limit) {
    cursor = (await listing.page(organizer, { ...query, cursor })).older ?? undefined
  }
  return cursor
}

function questions({ known }: MadeCustomers, deep: string | undefined): Question[] {
  const now = Date.now()
  const one = (run: number) => known[run % known.length] ?? { identifier: '', email: '', phone: '', name: '' }
  const newest = { ordering: 'created', descending: true } as const
  const word = (run: number, place: number) => one(run).name.split(' ')[place] ?? ''
  const searching = (search: (run: number) => string) => (run: number) => ({ ...newest, search: search(run) })
  return [
    ['first page, newest first', () => newest],
    ['first page by name', () => ({ ordering: 'name' })],
    ['first page by email', () => ({ ordering: 'email' })],
    ['first page by last login', () => ({ ordering: 'last_login', descending: true })],
    ['page 2,000 by name', () => ({ ordering: 'name', cursor: deep })],
    ['search: an email address', searching((run) => one(run).email)],
    ['search: an ID', searching((run) => `#${one(run).identifier}`)],
    ['search: the beginning of an ID', searching((run) => one(run).identifier.slice(0, 3))],
    ['search: a phone number', searching((run) => one(run).phone.replace('+4930', '030 '))],
    ['search: a whole name', searching((run) => one(run).name)],
    ['search: a given name', searching((run) => word(run, 0))],
    ['search: a family name, by name', (run) => ({ ordering: 'name', search: word(run, 1) })],
    ['search: a given name, by name', (run) => ({ ordering: 'name', search: word(run, 0) })],
    ['search: a common family name, by name', () => ({ ordering: 'name', search: 'müller' })],
    ['search: two words', searching(() => 'anna müller')],
    ['search: a word of notes', searching(() => 'aisle')],
    ['search: a part of every address', searching(() => 'example')],
    ['search: one letter', searching(() => 'a')],
    ['search: two letters', searching(() => 'zz')],
    ['search: nothing is found', searching((run) => `nobody${run}`)],
    ['filter: active', () => ({ ...newest, status: 'active' })],
    ['filter: not activated', () => ({ ...newest, status: 'unverified' })],
    ['filter: disabled', () => ({ ...newest, status: 'disabled' })],
    ['filter: disabled, by name', () => ({ ordering: 'name', status: 'disabled' })],
    ['filter: to be deleted', () => ({ ...newest, status: 'leaving' })],
    ['filter: a valid membership', () => ({ ...newest, membership: { kind: 'valid', at: now } })],
    ['filter: without a password', () => ({ ...newest, hasPassword: false })],
    ['filter: login within 30 days', () => ({ ...byLogin, lastLogin: { since: now - 30 * DAY } })],
    ['filter: login over a year ago', () => ({ ...byLogin, lastLogin: { before: now - 365 * DAY } })],
    ['filter: never logged in', () => ({ ...newest, lastLogin: 'never' })],
    ['filter: registered on one day, by name', () => ({ ordering: 'name', created: dayBefore(now, 400) })],
  ]
}

const isListed = ({ question }: QuestionResult): boolean => question !== COUNTS

const byLogin = { ordering: 'last_login', descending: true } as const

function dayBefore(now: number, days: number) {
  return { since: now - days * DAY, before: now - (days - 1) * DAY }
}

function summarize([question, times]: readonly [string, readonly number[]]): QuestionResult {
  const sorted = times.toSorted((a, b) => a - b)
  return { question, p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95), max: sorted.at(-1) ?? Number.NaN }
}
