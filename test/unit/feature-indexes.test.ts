import { globSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const MOST = 10
const root = fileURLToPath(new URL('../../', import.meta.url))

const names = (list: string) =>
  list
    .split(',')
    .map((name) =>
      name
        .trim()
        .replace(/^type /, '')
        .replace(/ as .*/, ''),
    )
    .filter((name) => name !== '')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const features = globSync('src/features/*/index.ts', { cwd: root }).map((file) => file.split(sep)[2] ?? '')
const files = globSync('{src,test}/**/*.{ts,tsx}', { cwd: root })

describe.each(features)('the feature %s', (feature) => {
  const source = read(join('src', 'features', feature, 'index.ts'))
  const exported = [...source.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, list = '']) => names(list))

  it('offers a few things, by name', () => {
    expect(exported.length).toBeGreaterThan(0)
    expect(exported.length).toBeLessThanOrEqual(MOST)
    expect(source).not.toMatch(/export \*|export (const|function|class)/)
  })

  it('offers nothing that nobody uses', () => {
    const imports = new RegExp(`import (?:type )?\\{([^}]*)\\} from '[^']*/${feature}/index\\.ts'`, 'g')
    const outside = files.filter((file) => !file.startsWith(join('src', 'features', feature) + sep))
    const used = new Set(
      outside.flatMap((file) => [...read(file).matchAll(imports)].flatMap(([, list = '']) => names(list))),
    )
    expect(exported.filter((name) => !used.has(name))).toEqual([])
  })

  it('says in its README what it is, in ten to thirty lines', () => {
    const lines = read(join('src', 'features', feature, 'README.md'))
      .trimEnd()
      .split('\n').length
    expect(lines).toBeGreaterThanOrEqual(10)
    expect(lines).toBeLessThanOrEqual(30)
  })
})
