import { UnsecuredJWT } from 'jose'
import { expect, it } from 'vitest'
import { basicHeader } from '../../protocol/provider/testing.ts'
import { claimedClientId } from './claimed-client.ts'

const named = (fields: Record<string, string>, authorization: string | null = null) =>
  claimedClientId({ params: new URLSearchParams(fields), authorization })

it('reads the header, the body, and the subject of an assertion', () => {
  expect(named({}, basicHeader('web app', 'secret'))).toBe('web app')
  expect(named({ client_id: 'native' })).toBe('native')
  expect(named({ client_assertion: new UnsecuredJWT({}).setSubject('signed').encode() })).toBe('signed')
})

it.each([
  ['nothing', {}, null],
  ['a header of another kind', {}, 'Bearer x'],
  ['an assertion that is none', { client_assertion: 'x' }, null],
  ['an assertion without a subject', { client_assertion: new UnsecuredJWT({}).encode() }, null],
])('%s names nobody', (_what, fields, authorization) => {
  expect(named(fields, authorization)).toBeNull()
})

it('a name is cut, so that it cannot fill the memory', () => {
  expect(named({ client_id: 'x'.repeat(5000) })).toHaveLength(200)
})
