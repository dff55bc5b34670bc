import { expect, it } from 'vitest'
import { fixedValues } from './rules.ts'

const user = { email: 'ann@example.org' }
const text = { type: 'text' } as const
const email = { type: 'email' } as const
const password = { type: 'password' } as const

it.each([
  ['the email of a native form', { email, password }, { email: 'ann@example.org' }],
  ['an email under another name', { login: email, secret: password }, { login: 'ann@example.org' }],
  ['a text named email', { email: text, password }, { email: 'ann@example.org' }],
  ['no user name', { username: text, password }, {}],
  ['nothing where there is no form', {}, {}],
  ['only the first email', { email, second: email }, { email: 'ann@example.org' }],
])('gives %s', (_what, fields, values) => {
  expect(fixedValues(fields, user)).toEqual(values)
})
