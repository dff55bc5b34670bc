import { describe, expect, it } from 'vitest'
import { type SettingOut, wishOf } from './wishes.ts'

const plain: SettingOut = { isAgain: false, reason: null, loginHint: '', locale: 'de', app: null }
const wish = (facts: Partial<SettingOut>) => wishOf({ ...plain, ...facts })

describe('what a provider is asked for', () => {
  it('is nothing but the language of our page as long as nobody wants more', () => {
    expect(wish({})).toEqual({ isFresh: false, wishes: { uiLocales: 'de' } })
  })

  it('is what the app asked of its login', () => {
    const app = { maxAge: 300, loginHint: 'ann', uiLocales: 'fr en', acrValues: 'gold' }
    expect(wish({ app })).toEqual({ isFresh: false, wishes: app })
    expect(wish({ app: { prompt: 'login consent' } })).toMatchObject({ isFresh: true, wishes: { prompt: 'login' } })
    expect(wish({ app: { prompt: 'select_account', loginHint: 'ann' } })).toEqual({
      isFresh: false,

      wishes: { prompt: 'select_account', uiLocales: 'de' },
    })
    expect(wish({ app: { maxAge: 0 } }).isFresh).toBe(true)
  })

  it('is never prompt=none, which only concerns our own session', () => {
    expect(wish({ app: { prompt: 'none' } }).wishes).not.toHaveProperty('prompt')
  })

  it('is a fresh login where somebody is about to change something that matters', () => {
    expect(wish({ isAgain: true, reason: 'recent' })).toMatchObject({ isFresh: true })
    expect(wish({ reason: 'recent' }).isFresh).toBe(true)
    expect(wish({ isAgain: true, reason: 'prompt_login' }).isFresh).toBe(true)
    expect(wish({ isAgain: true }).isFresh).toBe(true)
  })

  it('is the age that the app allows, where our own session is too old for it', () => {
    expect(wish({ isAgain: true, reason: 'max_age', app: { maxAge: 60 } })).toMatchObject({
      isFresh: false,
      wishes: { maxAge: 60 },
    })
    expect(wish({ isAgain: true, reason: 'max_age' }).isFresh).toBe(true)
  })

  it.each(['select_account', 'other_account', 'other_subject'] as const)(
    'is a choice where it is about %s',
    (reason) => {
      expect(wish({ isAgain: true, reason })).toMatchObject({ isFresh: false, wishes: { prompt: 'select_account' } })
    },
  )

  it('begins with the address that the login page was given', () => {
    expect(wish({ loginHint: 'a@b.example', app: { loginHint: 'c' } }).wishes.loginHint).toBe('a@b.example')
  })
})
