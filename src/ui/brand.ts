import { contrast, type Oklch, toHex, toOklch } from './oklch.ts'

/** What the shop makes of the organizer's colour, for one theme; all values #rrggbb. */
export type BrandTokens = {
  /** Fill of primary buttons and of the brand panel. */
  brand: string
  /** Text on `brand`: white or ink, contrast at least 4.5. */
  onBrand: string
  /** Fill under the pointer; `onBrand` keeps 4.5 on it. */
  brandHover: string
  /** Edge of the fill: at least 3 on sheet, wall and soft. */
  brandEdge: string
  /** Links: at least 4.8 on sheet, wall and soft. */
  brandText: string
  /** Behind the current entry and the picked row. */
  brandSoft: string
  /** Behind code and read-only fields. */
  brandWall: string
  /** Hairline around soft areas. */
  brandLine: string
}

const ink = '#1c1612'
const paper = '#ffffff'
const sheet = { light: '#fffefd', dark: '#211d1a' }

const labelContrast = 4.5
const edgeContrast = 3
const textContrast = 4.8

/** Whether a value can be used as an organizer's colour: #rrggbb. */
export function isBrandColour(value: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(value)
}

/**
 * Eight tokens for each theme from one colour, hue kept, contrasts enforced.
 * @param colour #rrggbb
 * @throws RangeError when it is something else
 */
export function brandTokens(colour: string): { light: BrandTokens; dark: BrandTokens } {
  if (!isBrandColour(colour)) throw new RangeError(`not a colour of the form #rrggbb: ${colour}`)
  const base = toOklch(colour)
  return { light: lightTokens(base), dark: darkTokens(base) }
}

function lightTokens(base: Oklch): BrandTokens {
  const soft = tint(base, 0.955, 0.03)
  const wall = tint(base, 0.975, 0.005)
  const surfaces = [sheet.light, wall, soft]
  return {
    ...fillTokens(base, surfaces, -1),
    brandText: until(textStart(base, Math.min(base.L, 0.58)), surfaces, textContrast, -0.01),
    brandSoft: soft,
    brandWall: wall,
    brandLine: tint(base, 0.85, 0.06),
  }
}

function darkTokens(base: Oklch): BrandTokens {
  const soft = tint(base, 0.27, 0.035)
  const wall = tint(base, 0.185, 0.006)
  const surfaces = [sheet.dark, wall, soft]
  return {
    ...fillTokens({ ...base, L: Math.max(base.L, 0.46) }, surfaces, 1),
    brandText: until(textStart(base, Math.max(base.L, 0.7)), surfaces, textContrast, 0.01),
    brandSoft: soft,
    brandWall: wall,
    brandLine: tint(base, 0.4, 0.06),
  }
}

/** @param away 1: edge and hover go lighter (by night), -1: darker (by day) */
function fillTokens(base: Oklch, surfaces: string[], away: 1 | -1) {
  const onBrand = contrast(toHex(base), paper) >= labelContrast ? paper : ink
  const fill = { ...base }
  while (contrast(toHex(fill), onBrand) < labelContrast) fill.L += 0.01
  return {
    brand: toHex(fill),
    onBrand,
    brandHover: hover(fill, onBrand, away * 0.045),
    brandEdge: until(fill, surfaces, edgeContrast, away * 0.01),
  }
}

/** A step away from the page; the other way where the label would lose its contrast. */
function hover(fill: Oklch, onBrand: string, step: number): string {
  const first = toHex({ ...fill, L: fill.L + step })
  return contrast(first, onBrand) >= labelContrast ? first : toHex({ ...fill, L: fill.L - step })
}

function tint(base: Oklch, L: number, mostChroma: number): string {
  return toHex({ L, C: Math.min(mostChroma, base.C), H: base.H })
}

function textStart(base: Oklch, L: number): Oklch {
  return { L, C: Math.min(base.C, 0.16), H: base.H }
}

/** Walks the lightness in one direction until the contrast is reached on every surface. */
function until(from: Oklch, surfaces: string[], target: number, step: number): string {
  const colour = { ...from }
  while (colour.L > 0.02 && colour.L < 0.99) {
    const hex = toHex(colour)
    if (surfaces.every((surface) => contrast(hex, surface) >= target)) return hex
    colour.L += step
  }
  return step < 0 ? '#000000' : '#ffffff'
}

/**
 * The style sheet of an organizer. Served under an address of its own with a hash, never inline.
 * @param colour #rrggbb
 * @param selector another one than ":root" only where several colours stand on one page
 * @throws RangeError when the colour is something else
 */
export function brandCss(colour: string, selector = ':root'): string {
  const { light, dark } = brandTokens(colour)
  const row = (name: string, token: keyof BrandTokens) => `  --${name}: light-dark(${light[token]}, ${dark[token]});\n`
  return `${selector} {\n${Object.entries(properties)
    .map(([token, name]) => row(name, token as keyof BrandTokens))
    .join('')}}\n`
}

const properties: Record<keyof BrandTokens, string> = {
  brand: 'brand',
  onBrand: 'on-brand',
  brandHover: 'brand-hover',
  brandEdge: 'brand-edge',
  brandText: 'brand-text',
  brandSoft: 'brand-soft',
  brandWall: 'brand-wall',
  brandLine: 'brand-line',
}
