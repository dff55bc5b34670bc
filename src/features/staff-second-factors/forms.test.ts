import { describe, expect, it } from 'vitest'
import { checkName, readDevice, readProof, readType } from './forms.ts'

describe('what somebody sends about a second factor', () => {
  it('is empty where it is not a text of reasonable length', () => {
    const nothing = { token: '', credential: '', next: '' }
    for (const body of [null, undefined, 'x', [], { token: ['1', '2'], credential: {}, next: 1 }]) {
      expect(readProof(body)).toEqual(nothing)
    }
    expect(readProof({ token: '1'.repeat(101), credential: 'c'.repeat(64 * 1024 + 1) })).toEqual(nothing)
  })

  it('has a name that can be shown in one line, of 64 characters at most', () => {
    expect(checkName(' My\n phone\u202e ')).toEqual({ name: 'My phone', errors: {} })
    expect(Object.keys(checkName('\u200b \t').errors)).toEqual(['name'])
    expect(checkName('🗝'.repeat(64)).errors).toEqual({})
    expect(checkName('n'.repeat(65)).errors.name?.params).toEqual({ max: 64 })
  })

  it('knows two kinds of devices', () => {
    expect(['totp', 'webauthn', 'u2f', '', 'constructor'].map(readType)).toEqual(['totp', 'webauthn', null, null, null])
  })

  it('names a device by its kind and an ID', () => {
    const id = 'dd42jarpwn2zarbrkz7vdq1b64'
    expect(readDevice({ type: 'totp', id })).toEqual({ type: 'totp', id })
    for (const params of [{ type: 'static', id }, { type: 'totp', id: '../x' }, { type: 'totp' }, null]) {
      expect(readDevice(params)).toBeNull()
    }
  })
})
