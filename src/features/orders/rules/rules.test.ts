import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CustomerId } from '../../../core/ids.ts'
import { isSameSecret, orderAccess } from './access.ts'
import { BadLine, readLine } from './line.ts'
import { sumByCurrency } from './money.ts'
import { pickText } from './text.ts'

const ANN = 'ann' as CustomerId
const BEN = 'ben' as CustomerId

describe('who may open an order page', () => {
  const required = { customer_accounts: true, customer_accounts_require_login_for_order_access: true }
  const owner = { id: ANN, isVerified: true }

  it.each([
    ['150: nobody is logged in', required, owner, null, 'login'],
    ['152: the owner', required, owner, ANN, 'open'],
    ['153: somebody else', required, owner, BEN, 'refused'],
    ['154: an owner without confirmed address', required, { ...owner, isVerified: false }, BEN, 'open'],
    [
      '155: no login required',
      { ...required, customer_accounts_require_login_for_order_access: false },
      owner,
      null,
      'open',
    ],
    ['155: no accounts', { ...required, customer_accounts: false }, owner, BEN, 'open'],
    ['a guest order', required, null, null, 'open'],
  ] as const)('%s', (_name, settings, who, visitor, expected) => {
    expect(orderAccess({ settings, owner: who, visitor })).toBe(expected)
  })

  it('compares secrets of any length', () => {
    expect(isSameSecret('abc', 'abc')).toBe(true)
    for (const other of ['', 'ab', 'abcd', 'ABC', 'äbc']) expect(isSameSecret(other, 'abc')).toBe(false)
  })
})

describe('sums of money', () => {
  it('are exact where numbers are not, one for each currency, the one with most orders first', () => {
    const amounts = [
      { currency: 'CHF', total: '96', times: 1 },
      { currency: 'EUR', total: '0.1', times: 3 },
      { currency: 'EUR', total: '9007199254740993.01', times: 1 },
      { currency: 'EUR', total: '-0.0001', times: 1 },
    ]
    expect(sumByCurrency(amounts)).toEqual([
      { currency: 'EUR', total: '9007199254740993.3099' },
      { currency: 'CHF', total: '96.00' },
    ])
    expect(sumByCurrency([])).toEqual([])
  })

  it('are those of whole cents', () => {
    const cents = fc.integer({ min: -1_000_000, max: 1_000_000 })
    fc.assert(
      fc.property(fc.array(fc.tuple(cents, fc.integer({ min: 1, max: 9 })), { minLength: 1 }), (entries) => {
        const amounts = entries.map(([value, times]) => ({ currency: 'EUR', total: (value / 100).toFixed(2), times }))
        const expected = entries.reduce((sum, [value, times]) => sum + value * times, 0)
        const [sum] = sumByCurrency(amounts)
        expect(Math.round(Number(sum?.total) * 100)).toBe(expected)
        expect(sum?.total).toMatch(/^-?\d+\.\d\d$/)
      }),
    )
  })
})

describe('texts by language', () => {
  it('are those of the reader, else English, else what there is', () => {
    expect(pickText('Open Air', 'de')).toBe('Open Air')
    expect(pickText({ en: 'Concert', de: 'Konzert' }, 'de')).toBe('Konzert')
    expect(pickText({ en: 'Concert', 'de-informal': 'Konzert' }, 'de')).toBe('Konzert')
    expect(pickText({ en: 'Concert', fr: 'Concert!' }, 'de')).toBe('Concert')
    expect(pickText({ fr: 'Concert!' }, 'de')).toBe('Concert!')
    expect(pickText({ de: '', fr: 'Concert!' }, 'de')).toBe('Concert!')
    expect(pickText({}, 'de')).toBe('')
  })
})

describe('a line of an import', () => {
  const line = {
    event: 'openair',
    event_name: 'Open Air',
    code: 'W9KLT',
    secret: 'k3c9s8d7f6g5',
    status: 'p',
    datetime: '2026-06-03T12:00:00.123456+02:00',
    total: '46.00',
    currency: 'EUR',
  }

  it('needs little, and understands what shops write', () => {
    expect(readLine(JSON.stringify(line))).toMatchObject({
      email: null,
      customer: null,
      testmode: false,
      positions: [],
      datetime: Date.UTC(2026, 5, 3, 10, 0, 0, 123),
      extra: '{}',
    })
  })

  it('is refused with a reason or read, and never fails otherwise', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.json()),
        fc.constantFrom(...Object.keys(line), 'positions', 'email', 'url'),
        (text, field) => {
          for (const typed of [text, JSON.stringify({ ...line, [field]: text }), `{"${field}":${text}}`]) {
            try {
              readLine(typed)
            } catch (error) {
              expect(error).toBeInstanceOf(BadLine)
            }
          }
        },
      ),
    )
  })
})
