import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { contrast } from '../oklch.ts'

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')

/** Custom properties of the themes and tokens in light and dark. */
function colours(side: 'light' | 'dark'): Record<string, string> {
  const themes = read('themes.css').split('@plugin')
  const theme = themes.find((part) => part.includes(`color-scheme: ${side};`)) ?? ''
  const found: Record<string, string> = {}
  for (const [, name, value] of theme.matchAll(/--color-([a-z0-9-]+): (#[0-9a-f]{6});/g))
    found[name ?? ''] = value ?? ''
  for (const [, name, light, dark] of read('tokens.css').matchAll(
    /--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g,
  )) {
    found[name ?? ''] = (side === 'light' ? light : dark) ?? ''
  }
  for (const [, name, value] of read('tokens.css').matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g))
    found[name ?? ''] = value ?? ''
  return found
}

const text = [
  ['base-content', 'base-100'],
  ['base-content', 'base-200'],
  ['base-content', 'panel'],
  ['base-content', 'hover'],
  ['muted', 'base-100'],
  ['muted', 'base-200'],
  ['muted', 'hover'],
  ['touch-text', 'base-100'],
  ['touch-text', 'touch-soft'],
  ['on-touch', 'touch'],
  ['on-touch', 'touch-hover'],
  ['error', 'base-100'],
  ['error', 'bad-soft'],
  ['error-content', 'error'],
  ['warning', 'warn-soft'],
  ['success', 'ok-soft'],
  ['info', 'info-soft'],
  ['rail-text', 'rail'],
  ['rail-muted', 'rail'],
  ['rail-muted', 'rail-raised'],
] as const

const marks = [
  ['field-line', 'base-100'],
  ['touch-edge', 'base-100'],
] as const

describe.each(['light', 'dark'] as const)('%s', (side) => {
  const values = colours(side)
  const ratio = (front: string, back: string) => contrast(values[front] ?? '', values[back] ?? '')

  test.each(text)('%s can be read on %s', (front, back) => {
    expect(ratio(front, back)).toBeGreaterThanOrEqual(4.5)
  })

  test.each(marks)('%s can be seen on %s', (front, back) => {
    expect(ratio(front, back)).toBeGreaterThanOrEqual(3)
  })
})
