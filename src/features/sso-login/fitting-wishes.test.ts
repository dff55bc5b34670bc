import { describe, expect, it } from 'vitest'
import { fittingWishes } from './fitting-wishes.ts'

const choose = { isFresh: false, wishes: { prompt: 'select_account' } }
const promptFor = (preset: string, prompts: string[] | null) => fittingWishes(choose, { preset, prompts }).wishes.prompt

describe('wishes in words that the provider knows', () => {
  it('choose an account where that is known, and log in where it is not', () => {
    expect(promptFor('other', ['none', 'login', 'select_account'])).toBe('select_account')
    expect(promptFor('other', ['none', 'login'])).toBe('login')
    expect(promptFor('other', null)).toBe('login')
    expect(promptFor('entra', null)).toBe('select_account')
  })

  it('ask Google to let the person choose, as it refuses prompt=login and never says when somebody logged in', () => {
    const facts = { preset: 'google', prompts: null }
    const fitting = { isFresh: false, wishes: { prompt: 'select_account', maxAge: undefined } }
    expect(fittingWishes({ isFresh: true, wishes: { prompt: 'login' } }, facts)).toMatchObject(fitting)
    expect(fittingWishes({ isFresh: false, wishes: { maxAge: 60 } }, facts)).toMatchObject(fitting)
  })

  it('leave a fresh login and everything else as they are', () => {
    const fresh = { isFresh: true, wishes: { prompt: 'login select_account', acrValues: 'gold' } }
    expect(fittingWishes(fresh, { preset: 'other', prompts: null })).toEqual(fresh)
    const none = { isFresh: false, wishes: { uiLocales: 'de' } }
    expect(fittingWishes(none, { preset: 'google', prompts: null })).toEqual(none)
  })
})
