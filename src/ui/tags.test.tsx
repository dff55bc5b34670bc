import { expect, test } from 'vitest'
import { Breakable } from './copy.tsx'
import { renderFragment } from './render.ts'
import { initials, Usage } from './tags.tsx'

test.each([
  ['Jonas Weber', 2, 'JW'],
  ['Dr. Łucja Wiśniewska', 2, 'DW'],
  ['Zoë', 2, 'Z'],
  ['jweber@lindenhof.example', 2, 'JE'],
  ['𝒜lpha Beta', 2, '𝒜B'],
  ['Universität Leipzig', 1, 'U'],
  ['3sat', 1, '3'],
  ['…', 1, '?'],
  ['', 2, '?'],
] as const)('the letters of %s', (name, count, letters) => {
  expect(initials(name, count)).toBe(letters)
})

test('an overdrawn membership does not overflow its bar', async () => {
  const html = await renderFragment(<Usage label="Used" used={12} of={10} text="12 of 10" />)
  expect(html).toContain('max="10" value="10"')
  expect(html).toContain('12 of 10')
})

test('a long address may break after its slashes, not inside of "//"', async () => {
  expect(await renderFragment(<Breakable text="https://a.example/b/c" />)).toBe('https://a.example/<wbr/>b/<wbr/>c')
})
