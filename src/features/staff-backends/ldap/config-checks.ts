import { FilterParser } from 'ldapts'
import { parseDn } from './distinguished-name.ts'
import { filterProblem, placeholders } from './templates.ts'

/** What settings of a section can contradict each other about. */
interface CheckedSection {
  readonly urls: readonly string[]
  readonly starttls: boolean
  readonly allow_plain_text: boolean
  readonly dn_template?: string | undefined
  readonly base_dn?: string | undefined
  readonly filter?: string | undefined
  readonly fields: Readonly<Record<string, unknown>>
  readonly group_base_dn?: string | undefined
  readonly group_filter?: string | undefined
  readonly nested_groups: boolean | 'active-directory'
}

type Problem = readonly [path: string, message: string]

const LOCAL_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])
const RESERVED_FIELDS: ReadonlySet<string> = new Set(['password', 'keep_logged_in', 'origin', 'next', 'backend'])

/** What is wrong with a section though each of its values has the right form, by setting. */
export function sectionProblems(section: CheckedSection): Problem[] {
  return [
    ...transportProblems(section),
    ...filterProblems(section),
    ...templateProblems(section),
    ...fieldProblems(section),
    ...groupProblems(section),
  ]
}

export function isDirectoryUrl(value: string): boolean {
  const { protocol, hostname, pathname, search, username } = URL.parse(value) ?? {}
  return /^ldaps?:$/.test(protocol ?? '') && !!hostname && !username && !search && (pathname === '' || pathname === '/')
}

/** Passwords travel encrypted, unless somebody says that they need not. */
function* transportProblems({ urls, starttls, allow_plain_text: plain }: CheckedSection): Generator<Problem> {
  const open = urls.find((url) => new URL(url).protocol === 'ldap:' && !LOCAL_HOSTS.has(new URL(url).hostname))
  if (open === undefined || starttls || plain) return
  yield ['urls', `${open} would send passwords in plain text: use ldaps://, starttls = true or allow_plain_text = true`]
}

function* filterProblems({ filter, group_filter, dn_template }: CheckedSection): Generator<Problem> {
  for (const [path, value] of Object.entries({ filter, group_filter })) {
    const wrong = value === undefined ? null : filterProblem(value, (text) => FilterParser.parseString(text))
    if (wrong !== null) yield [path, wrong]
  }
  if (dn_template === undefined && filter !== undefined && placeholders(filter).length === 0) {
    yield ['filter', 'needs a placeholder such as {username}']
  }
}

function* templateProblems({ dn_template: template, filter, base_dn }: CheckedSection): Generator<Problem> {
  if (template === undefined) return
  if (placeholders(template).length === 0) yield ['dn_template', 'needs a placeholder such as {username}']
  if (!/[=@]/.test(template.replaceAll(/\{[^}]*\}/g, ''))) {
    yield ['dn_template', 'must look like "uid={username},ou=people,dc=example,dc=org" or "{username}@example.org"']
  } else if (parseDn(template) === null && (filter === undefined || base_dn === undefined)) {
    yield ['dn_template', 'is no distinguished name: base_dn and filter are needed, too']
  }
}

function* fieldProblems({ dn_template = '', filter = '', fields }: CheckedSection): Generator<Problem> {
  const names = placeholders(`${dn_template}${filter}`)
  const reserved = names.find((name) => RESERVED_FIELDS.has(name))
  if (reserved !== undefined) yield ['filter', `{${reserved}} cannot be a field of the login form`]
  const extra = Object.keys(fields).find((name) => name !== 'password' && !names.includes(name))
  if (extra !== undefined) yield ['fields', `there is no placeholder {${extra}}`]
}

function* groupProblems(section: CheckedSection): Generator<Problem> {
  const { group_filter: filter, nested_groups: nested, group_base_dn, base_dn } = section
  if (nested === true && filter !== undefined && !placeholders(filter).includes('dn')) {
    yield ['nested_groups', 'group_filter must hold {dn} to find the groups of groups']
  }
  const isSearched = filter !== undefined || nested === 'active-directory'
  if (isSearched && group_base_dn === undefined && base_dn === undefined) yield ['group_base_dn', 'is missing']
}
