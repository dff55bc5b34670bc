import { ResultCodeError } from 'ldapts'
import type { Connection } from './connection.ts'
import { groupNames, normalDn } from './distinguished-name.ts'
import type { DirectoryEntry } from './entry.ts'
import { escapeFilterValue, fillTemplate, placeholders } from './templates.ts'

export interface GroupConfig {
  /** Attribute of people, and of groups that are nested, that holds the names of their groups. */
  readonly attribute: string
  /** Groups are searched for instead of read from the attribute. */
  readonly search: {
    readonly baseDn: string
    /** `{dn}` is the name of the person or nested group; other placeholders are attributes of the person. */
    readonly filter: string
  } | null
  /** Groups of groups count, up to this many steps; 0: only the groups that the person is in directly. */
  readonly depth: number
}

/** More than this many groups are not looked at. */
const MAX_GROUPS = 1000
const NO_SUCH_OBJECT = 32

/** All names, short and whole, of the groups that somebody is in. Each group is visited once, so circles do no harm. */
export async function groupsOf(
  connection: Pick<Connection, 'search'>,
  person: DirectoryEntry,
  config: GroupConfig,
): Promise<string[]> {
  const known = new Map<string, string>()
  let frontier = keepNew(await directGroups(connection, person, config))
  for (let step = 0; step < config.depth && frontier.length > 0; step++) {
    const above: string[] = []
    for (const group of frontier) above.push(...(await groupsAbove(connection, group, person, config)))
    frontier = keepNew(above)
  }
  return [...new Set([...known.values()].flatMap(groupNames))]

  function keepNew(names: readonly string[]): string[] {
    return names.filter((name) => {
      const key = normalDn(name).toLowerCase()
      if (known.has(key) || known.size >= MAX_GROUPS) return false
      known.set(key, name)
      return true
    })
  }
}

/** What must be read of a person so that their groups can be found. */
export function attributesForGroups({ attribute, search }: GroupConfig): string[] {
  return search === null ? [attribute] : placeholders(search.filter).filter((name) => name !== 'dn')
}

async function directGroups(
  connection: Pick<Connection, 'search'>,
  person: DirectoryEntry,
  config: GroupConfig,
): Promise<readonly string[]> {
  return config.search === null
    ? person.values(config.attribute)
    : searched(connection, person.dn, person, config.search)
}

async function groupsAbove(
  connection: Pick<Connection, 'search'>,
  group: string,
  person: DirectoryEntry,
  { attribute, search }: GroupConfig,
): Promise<readonly string[]> {
  if (search !== null) return searched(connection, group, person, search)
  try {
    const [entry] = await connection.search(group, { scope: 'base', attributes: [attribute] })
    return entry?.values(attribute) ?? []
  } catch (error) {
    if (error instanceof ResultCodeError && error.code === NO_SUCH_OBJECT) return []
    throw error
  }
}

async function searched(
  connection: Pick<Connection, 'search'>,
  dn: string,
  person: DirectoryEntry,
  { baseDn, filter }: NonNullable<GroupConfig['search']>,
): Promise<string[]> {
  const values: Record<string, string> = { dn }
  for (const name of placeholders(filter).filter((placeholder) => placeholder !== 'dn')) {
    const [value] = person.values(name)
    if (value === undefined) return []
    values[name] = value
  }
  const found = await connection.search(baseDn, {
    scope: 'sub',
    filter: fillTemplate(filter, values, escapeFilterValue),
    attributes: ['1.1'],
    sizeLimit: MAX_GROUPS,
  })
  return found.map((group) => group.dn)
}
