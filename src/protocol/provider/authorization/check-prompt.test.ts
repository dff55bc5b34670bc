import { expect, it } from 'vitest'
import { authorizationParams } from '../testing.ts'
import { checkPrompt } from './check-prompt.ts'

const check = (prompt: string | null) => checkPrompt({ params: authorizationParams({ prompt }) }).prompts

it('reads a list of words', () => {
  expect(check(null)).toEqual([])
  expect(check('none')).toEqual(['none'])
  expect(check('login consent')).toEqual(['login', 'consent'])
  expect(check('select_account')).toEqual(['select_account'])
  expect(check('create')).toEqual(['create'])
})

it('takes a word that comes twice as one', () => {
  expect(check('none none')).toEqual(['none'])
  expect(check('login consent login')).toEqual(['login', 'consent'])
})

it.each(['none login', 'login none'])('refuses none beside other words: %s', (prompt) => {
  expect(() => check(prompt)).toThrow('prompt=none cannot be combined')
})

it.each(['Login', 'signup', 'login,consent'])('refuses the unknown word %s', (prompt) => {
  expect(() => check(prompt)).toThrow('invalid_request: prompt knows')
})
