import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { InvalidInput } from '../../core/errors.ts'
import { checkTag, normalTag } from './rules.ts'

describe('a tag', () => {
  it('is one word however somebody writes it', () => {
    for (const typed of ['Fo\u0308rderkreis', ' F\u00d6RDERKREIS ', 'f\u00f6rderkreis'])
      expect(checkTag(typed)).toBe('f\u00f6rderkreis')
    expect(checkTag('Box \t  Office')).toBe('box office')
    expect(checkTag('🎭'.repeat(40))).toHaveLength(80)
  })

  it('is refused when it is empty, too long, holds a comma or what nobody sees', () => {
    for (const typed of ['', '  ', 'x'.repeat(41), 'a,b', 'a\u0000b', 'a\u200bb', 'a\u202eb', '\ud800', 'a\nb\u0007']) {
      expect(() => checkTag(typed)).toThrow(InvalidInput)
    }
    expect(checkTag('x'.repeat(40))).toBe('x'.repeat(40))
  })

  it('stays what it is when it is read again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        const tag = normalTag(typed)
        if (tag !== null) expect(normalTag(tag)).toBe(tag)
      }),
    )
  })
})
