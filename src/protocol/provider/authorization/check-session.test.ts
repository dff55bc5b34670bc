import { describe, expect, it } from 'vitest'
import { NOW, testSession } from '../testing.ts'
import { checkSession } from './check-session.ts'
import type { LoginFacts } from './why-login.ts'

const MINUTE = 60_000
/** A login ten minutes old. */
const session = testSession()
const facts = (changes: Partial<LoginFacts> = {}): LoginFacts => ({
  session,
  now: NOW,
  prompts: [],
  maxAgeMs: null,
  subject: session.subject,
  hintedSubject: null,
  wantedSubjects: null,
  ...changes,
})
const loginFor = (changes: Partial<LoginFacts>) => checkSession(facts(changes)).login

describe('without a prompt', () => {
  it('the session answers', () => {
    expect(checkSession(facts())).toEqual({ login: null, session, subject: session.subject })
  })

  it('a login is needed when there is no session', () => {
    expect(loginFor({ session: null, subject: null })).toBe('no_session')
  })

  it('consent needs no login', () => {
    expect(loginFor({ prompts: ['consent'] })).toBeNull()
  })
})

describe('prompt=none', () => {
  it('is answered by the session', () => {
    expect(loginFor({ prompts: ['none'], maxAgeMs: 15 * MINUTE, hintedSubject: session.subject })).toBeNull()
  })

  it.each([{ session: null }, { maxAgeMs: 9 * MINUTE }, { hintedSubject: 'OTHER' }, { wantedSubjects: ['OTHER'] }])(
    'is refused with login_required when a login would be needed: %j',
    (changes) => {
      expect(() => loginFor({ prompts: ['none'], ...changes })).toThrow('login_required')
    },
  )
})

describe('an account that was chosen', () => {
  it('satisfies prompt=select_account, and nothing else', () => {
    expect(loginFor({ prompts: ['select_account'], hasChosenAccount: true })).toBeNull()
    expect(loginFor({ prompts: ['login', 'select_account'], hasChosenAccount: true })).toBe('prompt_login')
    expect(loginFor({ prompts: ['create'], hasChosenAccount: true })).toBe('create')
    expect(loginFor({ maxAgeMs: 0, hasChosenAccount: true })).toBe('max_age')
    expect(loginFor({ hintedSubject: 'OTHER', hasChosenAccount: true })).toBe('other_subject')
  })
})

describe.each([
  ['login', 'prompt_login'],
  ['select_account', 'select_account'],
  ['create', 'create'],
] as const)('prompt=%s', (prompt, reason) => {
  it('asks although there is a session', () => {
    expect(loginFor({ prompts: [prompt] })).toBe(reason)
  })

  it('is satisfied by a login since this request asked, at that very instant too', () => {
    const reauthenticatedAfter = NOW - MINUTE
    const at = (authTime: number) =>
      loginFor({ prompts: [prompt], reauthenticatedAfter, session: testSession({ authTime }) })
    expect(at(NOW - 30_000)).toBeNull()
    expect(at(reauthenticatedAfter)).toBeNull()
    expect(at(reauthenticatedAfter - 1)).toBe(reason)
  })
})

describe('max_age', () => {
  it('accepts a session up to that age and not a millisecond older', () => {
    expect(loginFor({ maxAgeMs: 10 * MINUTE })).toBeNull()
    expect(loginFor({ maxAgeMs: 10 * MINUTE - 1 })).toBe('max_age')
  })

  it('0 asks always, like prompt=login, and is satisfied by the login that follows', () => {
    const justNow = testSession({ authTime: NOW })
    expect(loginFor({ maxAgeMs: 0, session: justNow })).toBe('max_age')
    expect(loginFor({ maxAgeMs: 0, session: justNow, reauthenticatedAfter: NOW - MINUTE })).toBeNull()
  })
})

describe.each([
  ['id_token_hint', { hintedSubject: 'OTHER' }],
  ['claims', { wantedSubjects: ['OTHER', 'THIRD'] }],
] as const)('a person that %s names', (_parameter, wish) => {
  it('has to log in when somebody else is logged in', () => {
    expect(loginFor(wish)).toBe('other_subject')
  })

  it('is answered with login_required when the login that followed is still not that person', () => {
    expect(() => loginFor({ ...wish, reauthenticatedAfter: session.authTime })).toThrow('login_required')
  })

  it('is known in the name that the client sees', () => {
    expect(loginFor({ ...wish, subject: 'OTHER' })).toBeNull()
  })
})

it('nobody can be the person whom claims names when two names exclude each other', () => {
  expect(loginFor({ wantedSubjects: [] })).toBe('other_subject')
})
