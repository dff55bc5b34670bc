import { globSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
/** Tests of staff accounts have numbers of their own. */
const OF_STAFF =
  /^(src\/features|test\/flows)\/(staff|office-access|native-accounts|teams|api|ldap-|oidc-backend|proxy-header|saml-)/
/** And so have those of logins through an organizer's own identity system. */
const OF_SSO =
  /^(src\/(features|protocol)|test\/flows)\/(sso-(provider|login|broker|question)|client\/|customer-identit|claim-rules|popup-login|upstream-logout|provider-test)/
const CHAPTERS = [
  {
    guide: 'reference-behaviour.md',
    first: 1,
    last: 155,
    owns: (file: string) => !OF_STAFF.test(file) && !OF_SSO.test(file),
  },
  { guide: 'reference-staff-login.md', first: 1, last: 145, owns: (file: string) => OF_STAFF.test(file) },
  { guide: 'reference-sso-providers.md', first: 31, last: 65, owns: (file: string) => OF_SSO.test(file) },
]

/** `9, 10`, `1 to 8`, `22–30` as numbers. */
function numbersIn(text: string): number[] {
  return text.split(',').flatMap((part) => {
    const [from = Number.NaN, to = from] = part.split(/ to |–/).map(Number)
    return Array.from({ length: to - from + 1 }, (_, index) => from + index)
  })
}

function numbersOfTests(owns: (file: string) => boolean): Set<number> {
  const files = globSync('{src,test}/**/*.test.{ts,tsx}', { cwd: root }).filter((file) =>
    owns(file.replaceAll(sep, '/')),
  )
  const name = /(?:it|describeOnBoth|describe)\(\s*['"`](\d{1,3}(?:(?:, | to |–)\d{1,3})*)(?:, [^:'"`]*)?: /g
  const row = /^\s*\[?['"`](\d{1,3}(?:(?:, | to |–)\d{1,3})*): /gm
  return new Set(
    files.flatMap((file) => {
      const source = readFileSync(join(root, file), 'utf8')
      return [...source.matchAll(name), ...source.matchAll(row)].flatMap(([, numbers = '']) => numbersIn(numbers))
    }),
  )
}

describe.each(CHAPTERS)('the behaviours of $guide', ({ guide, first, last, owns }) => {
  const page = readFileSync(join(root, 'docs/guides', guide), 'utf8')
  const proved = numbersOfTests(owns)
  const listed = new Set([...page.matchAll(/^\| (\d[\d, –]*?) +\|/gm)].flatMap(([, text = '']) => numbersIn(text)))

  it('are proved by a test, or listed with the reason', () => {
    const all = Array.from({ length: last - first + 1 }, (_, index) => first + index)
    expect(all.filter((number) => !proved.has(number) && !listed.has(number))).toEqual([])
  })

  it('are not listed when a test proves them', () => {
    expect([...listed].filter((number) => proved.has(number))).toEqual([])
  })
})
