import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const documents = globSync(['*.md', 'docs/**/*.md', 'src/**/README.md'], { cwd: root })
const read = (file: string) => readFileSync(join(root, file), 'utf8')

/** Text without examples, whose links and commands are not ours. */
const prose = (text: string) => text.replace(/^```[\s\S]*?^```/gm, '')

/** GitHub's anchor of a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')

function anchorsOf(file: string): string[] {
  return [...prose(read(file)).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading))
}

function brokenLinks(file: string): string[] {
  const targets = [...prose(read(file)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target)
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => {
      const [path = '', anchor] = target.split('#')
      const goal = path === '' ? file : join(dirname(file), path)
      if (!existsSync(join(root, goal))) return true
      return anchor !== undefined && !anchorsOf(goal).includes(anchor)
    })
    .map((target) => `${file}: ${target}`)
}

describe('the documents', () => {
  it('link to what exists', () => {
    expect(documents.length).toBeGreaterThan(20)
    expect(documents.flatMap(brokenLinks)).toEqual([])
  })

  it('name npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const named = documents.flatMap((file) =>
      [...read(file).matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name),
    )
    expect(named.length).toBeGreaterThan(5)
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([])
  })

  it('have decisions numbered without gaps, each with its four parts', () => {
    const decisions = documents.filter((file) => /^docs.adr/.test(file)).sort()
    decisions.forEach((file, index) => {
      const text = read(file)
      expect(file).toContain(String(index + 1).padStart(4, '0'))
      expect(text).toMatch(new RegExp(`^# ${index + 1}\\. `))
      const parts = [...text.matchAll(/^## (.*)$/gm)].map(([, part]) => part)
      expect(parts, file).toEqual(['Context', 'Decision', 'Consequences', 'Alternatives'])
    })
  })

  it('say for every word of the glossary what to avoid', () => {
    const entries = read('docs/CONTEXT.md')
      .split(/\n\n/)
      .filter((paragraph) => paragraph.startsWith('**'))
    expect(entries.length).toBeGreaterThan(25)
    expect(entries.filter((entry) => !entry.includes('*Avoid:*'))).toEqual([])
  })
})
