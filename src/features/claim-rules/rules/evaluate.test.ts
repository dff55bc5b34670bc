import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Claims } from '../../../protocol/client/claims.ts'
import type { RuleOperator } from '../types.ts'
import { evaluate } from './evaluate.ts'
import { foundText } from './found-text.ts'
import { isLike } from './wildcard.ts'

const says = (claims: Claims, claim: string, operator: RuleOperator, value = '') =>
  evaluate({ claim, operator, value }, claims).holds

/** What a claim `c` with this value is for these wanted values. */
const on = (c: unknown, operator: RuleOperator, ...wanted: string[]) =>
  wanted.map((value) => says({ c }, 'c', operator, value))

describe('d.4 O: a rule', () => {
  it('looks below the top, at whole names with dots and at lists', () => {
    const claims = {
      realm_access: { roles: ['offline_access', 'student'] },
      'https://uni.example/groups': ['staff'],
      address: { country: 'DE' },
    }
    expect(says(claims, 'realm_access.roles', 'contains', 'student')).toBe(true)
    expect(says(claims, 'https://uni.example/groups', 'contains', 'staff')).toBe(true)
    expect(says(claims, 'address.country', 'equals', 'de')).toBe(true)
    expect(says(claims, 'address.city', 'exists')).toBe(false)
    expect(evaluate({ claim: 'realm_access.roles', operator: 'exists', value: '' }, claims).found).toEqual([
      'offline_access',
      'student',
    ])
  })

  it('equals: a text, a number or a truth value is it; a list of one as well, one of several not', () => {
    expect(on('Student', 'equals', 'student', ' STUDENT ', 'students', 'tudent')).toEqual([true, true, false, false])
    expect(on(42, 'equals', '42', '42.0')).toEqual([true, false])
    expect(on(1.5, 'equals', '1.5')).toEqual([true])
    expect(on(true, 'equals', 'true', 'True', 'false', '1')).toEqual([true, true, false, false])
    expect(on(false, 'equals', 'false', 'true')).toEqual([true, false])
    expect(on(['student'], 'equals', 'student')).toEqual([true])
    expect(on(['student', 'staff'], 'equals', 'student')).toEqual([false])
    expect(on('student staff', 'equals', 'student', 'student staff')).toEqual([false, true])
    expect(on({ student: true }, 'equals', 'student')).toEqual([false])
  })

  it('contains: the list holds it, or the text with commas or blanks does', () => {
    expect(on(['a', 'Student', 7, true], 'contains', 'student', '7', 'true', 'b')).toEqual([true, true, true, false])
    expect(on('a Student  b', 'contains', 'student', 'b', 'a student')).toEqual([true, true, false])
    expect(on('Box office, it', 'contains', 'box office', 'it', 'box')).toEqual([true, true, false])
    expect(on('one', 'contains', 'one', 'on')).toEqual([true, false])
    expect(on([['deep'], [['deeper']]], 'contains', 'deep', 'deeper')).toEqual([true, true])
    expect(on({ admin: { org: '1' }, toString: 1 }, 'contains', 'admin', 'tostring', 'org', 'constructor')).toEqual([
      true,
      true,
      false,
      false,
    ])
    expect(on([{ name: 'admin' }], 'contains', 'admin', 'name')).toEqual([false, false])
  })

  it('exists: there is something', () => {
    for (const c of ['x', 0, false, true, ['x'], { x: 1 }]) expect(says({ c }, 'c', 'exists')).toBe(true)
    for (const c of ['', '  ', [], [''], [null], {}, null, undefined, Number.NaN, [[]]]) {
      expect(says({ c }, 'c', 'exists')).toBe(false)
    }
    expect(says({}, 'c', 'exists')).toBe(false)
  })

  it('matches: `*` for anything and nothing else means anything', () => {
    expect(on('CN=Students,OU=Uni', 'matches', 'cn=students,*', '*ou=uni', '*', 'students*')).toEqual([
      true,
      true,
      true,
      false,
    ])
    expect(on(['uni/physics/student', 'x'], 'matches', 'uni/*/student', 'uni/*/*/student')).toEqual([true, false])
    expect(on('a.c', 'matches', 'a.c', 'a?c', 'a.+', '[a].c', '(a|b).c')).toEqual([true, false, false, false, false])
    expect(on('abc', 'matches', 'a.c', '.*', 'ab')).toEqual([false, false, false])
    expect(on('', 'matches', '*')).toEqual([false])
  })

  it('an empty value is in nothing', () => {
    for (const operator of ['equals', 'contains', 'matches'] as const) {
      for (const c of ['', [''], ' ', {}]) expect(says({ c }, 'c', operator, ' ')).toBe(false)
    }
  })

  it('does not tell apart how an accent is written', () => {
    expect(on('Fo\u0308rderkreis', 'contains', 'F\u00f6rderkreis')).toEqual([true])
  })

  it('finds nothing in what every object has', () => {
    const claims = JSON.parse('{"a":{"__proto__":{"roles":["admin"]}},"b":1}') as Claims
    for (const claim of ['constructor', 'toString', '__proto__', 'b.constructor', 'a.toString.name', 'a.roles']) {
      expect(says(claims, claim, 'exists')).toBe(false)
    }
    expect(Object.hasOwn(Object.prototype, 'roles')).toBe(false)
  })
})

describe('hostile claims', () => {
  const deep = JSON.parse(`${'['.repeat(20_000)}"student"${']'.repeat(20_000)}`) as unknown
  const nested = JSON.parse(`${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`) as Claims
  const huge = Array.from({ length: 200_000 }, (_, i) => `group-${i}`)

  it('end in time, however deep and however many', () => {
    const began = performance.now()
    expect(on(deep, 'contains', 'student')).toEqual([false])
    expect(says(nested, 'a.a.a', 'exists')).toBe(true)
    expect(on(huge, 'contains', 'group-10', 'group-199999')).toEqual([true, false])
    expect(on('a'.repeat(1_000_000), 'matches', `${'a*'.repeat(90)}b`)).toEqual([false])
    expect(on(`${'a '.repeat(500_000)}b`, 'contains', 'b')).toEqual([false])
    for (const value of [deep, nested, huge]) expect(foundText(value).length).toBeLessThanOrEqual(201)
    expect(performance.now() - began).toBeLessThan(30_000)
  })

  it('never throw', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.string(),
        fc.constantFrom('equals', 'contains', 'exists', 'matches'),
        fc.string(),
        (claims, claim, operator, value) => {
          const { holds, found } = evaluate({ claim, operator, value }, claims)
          expect(typeof holds).toBe('boolean')
          expect(typeof foundText(found)).toBe('string')
          if (found === undefined) expect(holds).toBe(false)
        },
      ),
    )
    fc.assert(fc.property(fc.anything(), fc.string(), (c, value) => on(c, 'matches', value).length === 1))
  })
})

describe('a pattern', () => {
  it('is what a regular expression made of it with care would be', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*'), maxLength: 12 })
    fc.assert(
      fc.property(letters, letters, (text, pattern) => {
        const careful = new RegExp(`^${pattern.replaceAll('.', '\\.').split('*').join('[^]*')}$`)
        expect(isLike(text, pattern)).toBe(careful.test(text))
      }),
      { numRuns: 500 },
    )
  })
})
