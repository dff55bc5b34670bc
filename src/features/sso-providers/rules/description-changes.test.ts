import { describe, expect, it } from 'vitest'
import { changedParts, namesOfKeys } from './description-changes.ts'

const described = (metadata: object, ...kids: string[]) => ({
  metadata: { token_endpoint: 'https://id.example/token', ...metadata },
  keys: { at: 0, keys: { keys: kids.map((kid) => ({ kty: 'EC', kid })) } },
})

describe('what changed in a description', () => {
  it('is named, in whatever order keys come', () => {
    const before = described({ userinfo_endpoint: 'https://id.example/me' }, 'k1', 'k2')
    expect(changedParts(before, described({ userinfo_endpoint: 'https://id.example/me' }, 'k2', 'k1'))).toEqual([])
    expect(changedParts(before, described({ token_endpoint: 'https://other.example/token' }, 'k3'))).toEqual([
      'keys',
      'token_endpoint',
      'userinfo_endpoint',
    ])
  })

  it('is nothing for a first one, for keys that could not be read, and for what nobody looks at', () => {
    const one = described({ logo: 'a' }, 'k1')
    expect(changedParts(null, one)).toEqual([])
    expect(changedParts(one, { metadata: { ...one.metadata, logo: 'b' } })).toEqual([])
    expect(namesOfKeys(one)).toEqual(['k1'])
  })
})
