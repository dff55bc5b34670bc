import type { Fields } from './fields.ts'
import { bad } from './reading.ts'

const MAX = 40
const SHAPE = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])$/
/** Other pages stand at these places below `/account/login/`. */
export const RESERVED_SLUGS: readonly string[] = [
  'code',
  'passkey',
  'second-step',
  'popup',
  'link',
  'confirm',
  'return',
  'logout',
  'check',
  'keys',
  'icon',
]

/** A part of an address: 2 to 40 small letters, digits and hyphens between them. `taken` holds those of other providers. */
export function readSlug(typed: string, taken: readonly string[], wrong: Fields): string {
  const slug = typed.trim()
  if (slug.length > MAX || !SHAPE.test(slug)) wrong.slug = bad('slug', { max: MAX })
  else if (RESERVED_SLUGS.includes(slug)) wrong.slug = bad('slugReserved', { slug })
  else if (taken.includes(slug)) wrong.slug = bad('slugTaken', { slug })
  return slug
}

/** A free slug that looks like the name, else like the preset. */
export function slugFor(name: string, preset: string, taken: readonly string[]): string {
  const wanted = [plain(name), plain(preset)].find((text) => SHAPE.test(text)) ?? 'provider'
  for (let number = 1; ; number++) {
    const slug = number === 1 ? wanted : `${wanted}-${number}`
    if (!taken.includes(slug) && !RESERVED_SLUGS.includes(slug)) return slug
  }
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[äöü]/g, (letter) => `${letter.normalize('NFD')[0]}e`)
    .replace(/ß/g, 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX - 4)
    .replace(/^-+|-+$/g, '')
}
