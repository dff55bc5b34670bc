import type { Customer } from '../../src/features/customers/index.ts'
import type { Organizer } from '../../src/features/organizers/index.ts'
import type { RunningDemo } from '../support/demo.ts'

const SYSTEM = { type: 'system' } as const

/** What the back office shows of customers. */
export interface OfficeWorld {
  /** A type of membership that is in use. */
  readonly type: string
  /** One that nobody has. */
  readonly freeType: string
  /** Customer IDs: two accounts of one person, and one with which another one was merged. */
  readonly twin: string
  readonly other: string
  readonly merged: string
  readonly merge: string
  /** Somebody with an authenticator app. */
  readonly secured: string
  /** Imports: before the columns are assigned, checked with problems, and done. */
  readonly imports: { readonly mapping: string; readonly checked: string; readonly done: string }
  /** Switching off many customers. */
  readonly bulk: { readonly running: string; readonly stopped: string }
}

const CSV = [
  'Email;Given name;Family name;Member number',
  'rosa@import.example;Rosa;Müller;17',
  'no address;Bob;Jones;18',
  'rosa@import.example;Rosa;Again;19',
].join('\n')

/** Everything that staff can look at, as far as the demo has not got it. To be called after the accounts are prepared. */
export async function prepareOffice({ foyer }: RunningDemo, organizer: Organizer): Promise<OfficeWorld> {
  const { customers, customerMerge, memberships } = foyer.features
  const customer = async (email: string): Promise<Customer> => {
    const found = await customers.byEmail(organizer.id, email)
    if (!found) throw new Error(`nobody has ${email}`)
    return found
  }
  const guest = (number: number) => customer(`guest${number}@demo.example`)

  const [type] = (await memberships.kinds.all(organizer.id)).slice(0, 1)
  const names = { en: 'Patrons’ circle of the festival orchestra', de: 'Förderkreis des Festspielorchesters' }
  const freeType = await memberships.kinds.create(organizer, { name: names, maxUsages: 3 }, SYSTEM)
  if (!type) throw new Error('the demo has no membership types')

  const [kept, removed, twin, other] = [await guest(9), await guest(10), await guest(1), await guest(2)]
  const seen = { kept: kept.modifiedAt, removed: removed.modifiedAt }
  await customerMerge.merge(organizer, kept, removed, { choices: {}, seen }, SYSTEM)
  const [merge] = await customerMerge.list(organizer, kept)
  return {
    type: type.id,
    freeType: freeType.id,
    twin: twin.identifier,
    other: other.identifier,
    merged: kept.identifier,
    merge: merge?.id ?? '',
    secured: (await customer('emil@demo.example')).identifier,
    imports: await prepareImports(foyer, organizer),
    bulk: await prepareBulk(foyer, organizer),
  }
}

async function prepareBulk({ features }: RunningDemo['foyer'], organizer: Organizer): Promise<OfficeWorld['bulk']> {
  const { bulkChanges } = features
  await bulkChanges.stop()
  const begin = () => bulkChanges.begin(organizer, { filter: { search: 'nobodyatall' }, total: 12_000 }, SYSTEM)
  const [running, stopped] = [await begin(), await begin()]
  await bulkChanges.cancel(organizer, stopped)
  return { running, stopped }
}

async function prepareImports(foyer: RunningDemo['foyer'], organizer: Organizer): Promise<OfficeWorld['imports']> {
  const { customerImports } = foyer.features
  await customerImports.stop()
  const upload = (name: string) => customerImports.create(organizer, { name, data: Buffer.from(CSV) }, SYSTEM)
  const work = async (id: Awaited<ReturnType<typeof upload>>['id'], what: 'check' | 'run') => {
    await customerImports.begin(organizer, id, what)
    await customerImports.work(organizer, id)
  }
  const mapping = await upload('members-of-the-friends-of-the-festival-2026-final.csv')
  const checked = await upload('members.csv')
  const done = await upload('subscribers.csv')
  await work(checked.id, 'check')
  await work(done.id, 'check')
  await work(done.id, 'run')
  return { mapping: mapping.id, checked: checked.id, done: done.id }
}
