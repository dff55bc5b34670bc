import { describe, expect, it } from 'vitest'
import { DAY } from '../../core/clock.ts'
import type { SigningKey } from './keys-types.ts'
import { algViews, marksIn, pictureOf, publishedUntil, signsUntil } from './keys-view.ts'

const NOW = Date.UTC(2026, 10, 21)
const key = (kid: string, changes: Partial<SigningKey> = {}): SigningKey => ({
  kid,
  alg: 'RS256',
  state: 'current',
  createdAt: NOW - 20 * DAY,
  stateChangedAt: NOW - 10 * DAY,
  signsFrom: NOW - 10 * DAY,
  dueAt: null,
  ...changes,
})
const previous = key('old', { state: 'previous', createdAt: NOW - 100 * DAY, signsFrom: NOW - 100 * DAY })

function viewOf(keys: SigningKey[], days = 90) {
  const [view] = algViews(keys, new Set(['RS256']), days, NOW)
  if (!view) throw new Error('no view')
  return view
}

describe('an algorithm', () => {
  it('that apps use is announced a week before its key is replaced', () => {
    const view = viewOf([key('a')])
    expect(view).toMatchObject({ isUsed: true, announcedAt: NOW + 73 * DAY, turnsAt: NOW + 80 * DAY })
    expect(signsUntil(view, view.current)).toBe(NOW + 80 * DAY)
    expect(publishedUntil(view, view.current)).toBe(NOW + 110 * DAY)
  })

  it('whose next key waits changes when that one signs', () => {
    const next = key('b', { state: 'next', signsFrom: NOW + DAY })
    const view = viewOf([key('a'), next])
    expect(view).toMatchObject({ announcedAt: null, turnsAt: NOW + DAY })
    expect(signsUntil(view, next)).toBeNull()
    expect(publishedUntil(view, next)).toBeNull()
  })

  it('that is overdue is announced now and changes a day later', () => {
    const view = viewOf([key('a')], 2)
    expect(view.announcedAt).toBe(NOW)
    expect(view.turnsAt).toBeGreaterThan(NOW + DAY)
  })

  it('that no app uses keeps its key', () => {
    const [view] = algViews([key('a')], new Set(['ES256']), 90, NOW)
    expect(view).toMatchObject({ isUsed: false, announcedAt: null, turnsAt: null })
  })

  it('is left out as long as it has no key, and the others stand in the usual order', () => {
    const views = algViews([key('b', { alg: 'EdDSA' }), key('a')], new Set(), 90, NOW)
    expect(views.map(({ alg }) => alg)).toEqual(['RS256', 'EdDSA'])
  })
})

describe('the picture', () => {
  it('shows what is to come and as much of what was', () => {
    const { from, to, keys } = pictureOf(viewOf([key('a'), previous]), NOW)
    expect(keys.map(({ kid }) => kid)).toEqual(['old', 'a'])
    expect(to).toBe(NOW + 112 * DAY)
    expect(from).toBe(NOW - 100 * DAY)
  })

  it('has room for four former keys', () => {
    const many = Array.from({ length: 9 }, (_, index) => key(`old${index}`, { state: 'previous' }))
    expect(pictureOf(viewOf([key('a'), ...many]), NOW).keys.map(({ kid }) => kid)).toEqual([
      ...['old3', 'old2', 'old1', 'old0'],
      'a',
    ])
  })

  it.each([30, 100, 400, 4000])('of %i days has a few marks, all inside', (days) => {
    const window = { from: NOW, to: NOW + days * DAY }
    const marks = marksIn(window)
    expect(marks.length).toBeGreaterThan(1)
    expect(marks.length).toBeLessThan(9)
    expect(marks.filter(({ at }) => at < window.from || at >= window.to)).toEqual([])
  })
})
