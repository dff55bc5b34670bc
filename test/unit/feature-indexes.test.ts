import { globSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

/** Of values and of types, each counted by itself. */
const MOST = 10
const root = fileURLToPath(new URL('../../', import.meta.url))

interface Name {
  readonly name: string
  readonly isType: boolean
}

/** What stands between the braces of an import or export; each may be marked as a type by itself, or all of them before. */
const namesIn = (list: string, areTypes: boolean): Name[] =>
  list
    .split(',')
    .map((part) => part.trim().replace(/ as .*/, ''))
    .filter((part) => part !== '')
    .map((part) => ({ name: part.replace(/^type /, ''), isType: areTypes || part.startsWith('type ') }))
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const features = globSync('src/features/*/index.ts', { cwd: root }).map((file) => file.split(sep)[2] ?? '')
const files = globSync('{src,test}/**/*.{ts,tsx}', { cwd: root })

describe.each(features)('the feature %s', (feature) => {
  const source = read(join('src', 'features', feature, 'index.ts'))
  const exported = [...source.matchAll(/^export (type )?\{([^}]*)\}/gm)].flatMap(([, areTypes, list = '']) =>
    namesIn(list, areTypes !== undefined),
  )
  const [types = [], values = []] = [true, false].map((isType) => exported.filter((one) => one.isType === isType))

  it('offers a few things, by name', () => {
    expect(values.length).toBeGreaterThan(0)
    expect(values.length, 'values').toBeLessThanOrEqual(MOST)
    expect(types.length, 'types').toBeLessThanOrEqual(MOST)
    expect(source).not.toMatch(/export \*|export (const|let|var|function|class|async|default|interface|enum|type \w)/)
  })

  it('offers nothing that nobody uses', () => {
    const imports = new RegExp(`import (?:type )?\\{([^}]*)\\} from '[^']*/${feature}/index\\.ts'`, 'g')
    const outside = files.filter((file) => !file.startsWith(join('src', 'features', feature) + sep))
    const used = new Set(
      outside.flatMap((file) =>
        [...read(file).matchAll(imports)].flatMap(([, list = '']) => namesIn(list, false).map(({ name }) => name)),
      ),
    )
    expect(exported.map(({ name }) => name).filter((name) => !used.has(name))).toEqual([])
  })

  it('says in its README what it is, in ten to thirty lines', () => {
    const lines = read(join('src', 'features', feature, 'README.md'))
      .trimEnd()
      .split('\n').length
    expect(lines).toBeGreaterThanOrEqual(10)
    expect(lines).toBeLessThanOrEqual(30)
  })
})
