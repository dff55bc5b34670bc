import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type BrandTokens, brandCss, brandTokens, isBrandColour } from './brand.ts'
import { contrast } from './oklch.ts'

const hard = {
  green: '#0b6b4f',
  yellow: '#ffe600',
  'near white': '#f5f5f0',
  white: '#ffffff',
  'near black': '#0a0908',
  black: '#000000',
  pink: '#ff5fa2',
  'pure red': '#ff0000',
  'mid grey': '#808080',
}

function expectPromises(tokens: BrandTokens, sheet: string) {
  expect(contrast(tokens.onBrand, tokens.brand)).toBeGreaterThanOrEqual(4.5)
  expect(contrast(tokens.onBrand, tokens.brandHover)).toBeGreaterThanOrEqual(4.5)
  for (const surface of [sheet, tokens.brandWall, tokens.brandSoft]) {
    expect(contrast(tokens.brandEdge, surface)).toBeGreaterThanOrEqual(3)
    expect(contrast(tokens.brandText, surface)).toBeGreaterThanOrEqual(4.8)
  }
}

test.each(Object.entries(hard))('%s is made safe by day and by night', (_, colour) => {
  const { light, dark } = brandTokens(colour)
  expectPromises(light, '#fffefd')
  expectPromises(dark, '#211d1a')
})

test('every colour is made safe', () => {
  const colour = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`)
  fc.assert(
    fc.property(colour, (hex) => {
      const { light, dark } = brandTokens(hex)
      expectPromises(light, '#fffefd')
      expectPromises(dark, '#211d1a')
    }),
    { numRuns: 300 },
  )
})

test('a colour that is already safe stays itself', () => {
  expect(brandTokens('#0b6b4f').light).toMatchObject({ brand: '#0b6b4f', onBrand: '#ffffff', brandText: '#0b6b4f' })
})

test('the label on a bright colour is ink', () => {
  expect(brandTokens('#ffe600').light.onBrand).toBe('#1c1612')
})

test('the style sheet holds eight properties for both themes', () => {
  const css = brandCss('#0B6B4F', '.brand-a')
  expect(css).toMatch(/^\.brand-a \{\n/)
  expect(css.match(/--[a-z-]+: light-dark\(#[0-9a-f]{6}, #[0-9a-f]{6}\);/g)).toHaveLength(8)
  expect(css).toContain('--on-brand: light-dark(#ffffff, #ffffff);')
})

test.each(['red', '#fff', '#12345g', '#0b6b4f; } body { display: none', ''])('%s is refused', (value) => {
  expect(isBrandColour(value)).toBe(false)
  expect(() => brandCss(value)).toThrow(RangeError)
})
