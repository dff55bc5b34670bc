import { NoSuchObjectError, type SearchOptions } from 'ldapts'
import { describe, expect, it } from 'vitest'
import { type DirectoryEntry, directoryEntry } from './entry.ts'
import { type GroupConfig, groupsOf } from './groups.ts'

const BY_ATTRIBUTE: GroupConfig = { attribute: 'memberOf', search: null, depth: 10 }
const BY_SEARCH: GroupConfig = {
  attribute: 'memberOf',
  search: { baseDn: 'ou=groups', filter: '(member={dn})' },
  depth: 10,
}

/** Groups by name, with the names of the groups that they are in. */
function directory(groups: Readonly<Record<string, readonly string[]>>) {
  const asked: string[] = []
  return {
    asked,
    async search(base: string, { filter, scope }: SearchOptions): Promise<DirectoryEntry[]> {
      asked.push(`${base} ${scope} ${filter ?? ''}`)
      if (filter === undefined) {
        if (!Object.hasOwn(groups, base)) throw new NoSuchObjectError()
        return [directoryEntry({ dn: base, memberOf: [...(groups[base] ?? [])] })]
      }
      const member = /=(cn=[^)]*|uid=[^)]*)\)/.exec(String(filter))?.[1] ?? ''
      return (groups[member] ?? []).map((dn) => directoryEntry({ dn }))
    },
  }
}

const ann = (memberOf: string[], more: Record<string, string> = {}) =>
  directoryEntry({ dn: 'uid=ann', memberOf, ...more })
const short = (names: readonly string[]) => names.filter((name) => !name.includes('='))

describe('the groups of somebody', () => {
  it('are those of the attribute alone when nesting is off', async () => {
    const { search, asked } = directory({ 'cn=a,dc=x': ['cn=b,dc=x'] })
    const found = await groupsOf({ search }, ann(['CN=a, DC=x']), { ...BY_ATTRIBUTE, depth: 0 })
    expect(found).toEqual(['a', 'cn=a,dc=x'])
    expect(asked).toEqual([])
  })

  it.each([
    ['attribute', BY_ATTRIBUTE],
    ['search', BY_SEARCH],
  ])('contain the groups of groups, each asked once, circles and all: by %s', async (_, config) => {
    const groups = {
      'uid=ann': ['cn=a', 'cn=b'],
      'cn=a': ['cn=c'],
      'cn=b': ['cn=c', 'cn=a'],
      'cn=c': ['cn=d', 'cn=a'],
      'cn=d': ['cn=a', 'cn=d'],
    }
    const { search, asked } = directory(groups)
    expect(short(await groupsOf({ search }, ann(['cn=a', 'cn=b']), config))).toEqual(['a', 'b', 'c', 'd'])
    expect(new Set(asked).size).toBe(asked.length)
  })

  it('are followed only so far', async () => {
    const { search } = directory({ 'cn=a': ['cn=b'], 'cn=b': ['cn=c'], 'cn=c': ['cn=d'] })
    expect(short(await groupsOf({ search }, ann(['cn=a']), { ...BY_ATTRIBUTE, depth: 2 }))).toEqual(['a', 'b', 'c'])
  })

  it('may be named though they are not there', async () => {
    const { search } = directory({})
    expect(short(await groupsOf({ search }, ann(['cn=gone']), BY_ATTRIBUTE))).toEqual(['gone'])
  })

  it('can be found by attributes of the person, escaped', async () => {
    const { search, asked } = directory({})
    const config: GroupConfig = {
      ...BY_SEARCH,
      search: { baseDn: 'ou=groups', filter: '(|(member={dn})(memberUid={UID}))' },
    }
    await groupsOf({ search }, ann([], { uid: 'a*)(x=' }), config)
    expect(asked).toEqual(['ou=groups sub (|(member=uid=ann)(memberUid=a\\2a\\29\\28x=))'])
    expect(await groupsOf({ search }, ann([]), config)).toEqual([])
    expect(asked).toHaveLength(1)
  })
})
