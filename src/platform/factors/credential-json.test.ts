import { describe, expect, it } from 'vitest'
import { readAssertion, readRegistration } from './credential-json.ts'
import { cleanName } from './factor-name.ts'

const response = { clientDataJSON: 'e30', authenticatorData: 'AA', signature: 'AA', userHandle: 'AA' }
const assertion = { id: 'AA', rawId: 'AA', type: 'public-key', response }
const made = { ...assertion, response: { clientDataJSON: 'e30', attestationObject: 'AA', transports: ['usb'] } }

describe('what a browser says about a passkey', () => {
  it('is read without anything that is not asked for', () => {
    const read = readAssertion(JSON.stringify({ ...assertion, more: 1, response: { ...response, more: 1 } }))
    expect(read).toEqual({ ...assertion, clientExtensionResults: {} })
    expect(readRegistration(JSON.stringify(made))?.response.transports).toEqual(['usb'])
  })

  it('may lack what is optional', () => {
    const { userHandle: _, ...without } = response
    expect(readAssertion(JSON.stringify({ ...assertion, response: { ...without, userHandle: null } }))).not.toBeNull()
    const odd = { ...made, response: { ...made.response, transports: ['<script>'] } }
    expect(readRegistration(JSON.stringify(odd))?.response.transports).toEqual([])
  })

  it.each(['', 'null', '[]', '{', '"text"', JSON.stringify({ ...assertion, id: 'a b' }), JSON.stringify({ id: 1 })])(
    'is nothing else: %s',
    (json) => {
      expect(readAssertion(json)).toBeNull()
      expect(readRegistration(json)).toBeNull()
    },
  )
})

describe('the name of a passkey', () => {
  it('holds what can be seen, and no more than a hundred characters', () => {
    expect(cleanName('  Ann’s\u0000\u202e  phone\n')).toBe('Ann’s phone')
    expect(cleanName(' \u200b ')).toBe('')
    expect([...cleanName('🔑'.repeat(200))]).toHaveLength(100)
  })
})
