import { expect, it } from 'vitest'
import { basicHeader } from '../testing.ts'
import { parseBasic } from './parse-basic.ts'

const raw = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`

it('reads id and secret, whatever the case of the scheme', () => {
  expect(parseBasic(raw('id:secret'))).toEqual({ clientId: 'id', secret: 'secret' })
  expect(parseBasic(raw('id:secret').replace('Basic', 'bASIC  '))).toEqual({ clientId: 'id', secret: 'secret' })
})

it('decodes both parts from form encoding, after they were split', () => {
  expect(parseBasic(basicHeader('a:b c', 'p%q+ü:'))).toEqual({ clientId: 'a:b c', secret: 'p%q+ü:' })
  expect(parseBasic(raw('a+b:c+d'))).toEqual({ clientId: 'a b', secret: 'c d' })
})

it('takes everything after the first colon as the secret', () => {
  expect(parseBasic(raw('id:a:b'))).toEqual({ clientId: 'id', secret: 'a:b' })
  expect(parseBasic(raw('id:'))).toEqual({ clientId: 'id', secret: '' })
})

it.each([
  '',
  'Basic',
  'Basic ',
  'Basic !!!',
  'Basic aWQ6c2VjcmV0 x',
  'Bearer aWQ6c2VjcmV0',
  'aWQ6c2VjcmV0',
  raw('no colon'),
  raw('id:%'),
  raw('%zz:secret'),
  raw('id:%ff'),
  'Basic ====',
  `Basic ${'A'.repeat(100_000)}`,
])('reads nothing from what is malformed (%#)', (header) => {
  expect(parseBasic(header)).toBeNull()
})
