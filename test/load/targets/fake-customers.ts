const DAY_MS = 86_400_000
const YEARS = 5
const ID_LENGTH = 26
const IDENTIFIERS = 32 ** 7
const STEP = 20_214_475_903n
const ALPHABET = [...'ABCDEFGHJKLMNPQRSTUVWXYZ23456789']
const BEGINNINGS = 'an be chri da el fre gu han in jo ka lu ma no ol pe ro sa ti vi'.split(' ')
const ENDS = 'na ra stian niel ke rik la nes ga nas rin kas ria mea iver ter bert bine mo ktor'.split(' ')
const FAMILIES = 'Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann'.split(' ')
const PLACES = 'berg tal bach mann feld wald hof stein brink kamp loh rode heim horst au rath see brück ner'.split(' ')
const DOMAINS = 'mail.example post.example web.example inbox.example example.org'.split(' ')
const WISHES = ['aisle', 'stage', 'exit', 'bar']

export interface FakeCustomer {
  readonly id: string
  readonly identifier: string
  readonly email: string
  readonly phone: string | null
  readonly name: string
  readonly given: string
  readonly family: string
  readonly externalIdentifier: string | null
  readonly notes: string | null
  readonly hasPassword: boolean
  readonly isActive: boolean
  readonly isVerified: boolean
  /** Instants in ms. */
  readonly createdAt: number
  readonly lastLoginAt: number | null
}

/** People who registered one after the other within five years, the same in every run but for the time. */
export function fakeCustomers(count: number, now: number) {
  const next = numbers(4711)
  let index = 0
  return {
    take: (amount: number): FakeCustomer[] =>
      Array.from({ length: amount }, () => fakeCustomer(index++, { next, now, count })),
  }
}

interface World {
  readonly next: () => number
  readonly now: number
  readonly count: number
}

function fakeCustomer(index: number, { next, now, count }: World): FakeCustomer {
  const pick = (list: readonly string[]) => list[Math.floor(next() * list.length)] ?? ''
  const given = capital(pick(BEGINNINGS) + pick(ENDS))
  const family = next() < 0.3 ? pick(FAMILIES) : capital(pick(BEGINNINGS) + pick(BEGINNINGS) + pick(PLACES))
  const local = `${given}.${family}${index}`
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\w.]/g, '')
  const createdAt = Math.floor(now - (1 - index / count) * YEARS * 365 * DAY_MS)
  return {
    id: Array.from({ length: ID_LENGTH }, () => pick(ALPHABET))
      .join('')
      .toLowerCase(),
    identifier: identifierOf(index),
    email: `${local}@${pick(DOMAINS)}`,
    phone: next() < 0.6 ? `+4930${String(Math.floor(next() * 1e8)).padStart(8, '0')}` : null,
    name: `${given} ${family}`,
    given,
    family,
    externalIdentifier: next() < 0.3 ? `CRM-${index}` : null,
    notes: next() < 0.02 ? `Asked for a seat near the ${pick(WISHES)}` : null,
    hasPassword: next() < 0.8,
    isActive: next() >= 0.01,
    isVerified: next() >= 0.04,
    createdAt,
    lastLoginAt: next() < 0.25 ? null : Math.floor(createdAt + next() * (now - createdAt)),
  }
}

/** Numbers from 0 to 1, the same in every run (Mulberry32). */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Seven symbols for each number, none twice, in no order. */
function identifierOf(index: number): string {
  let rest = Number((BigInt(index) * STEP) % BigInt(IDENTIFIERS))
  let text = ''
  for (let place = 0; place < 7; place++) {
    text = (ALPHABET[rest % 32] ?? '') + text
    rest = Math.floor(rest / 32)
  }
  return text
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
