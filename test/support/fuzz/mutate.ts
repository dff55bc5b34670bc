import { mutateJson } from './mutate-json.ts'
import { mutateJwt } from './mutate-jwt.ts'
import { CONTENT_TYPES, HEADER_VALUES, HEADERS, METHODS, NASTY_NAMES, NASTY_TEXTS } from './nasty.ts'
import type { Dice } from './random.ts'
import type { FuzzRequest, Pairs } from './request.ts'

type Mutation = (request: FuzzRequest, dice: Dice) => FuzzRequest

const SPOILERS = [
  '%00',
  '%ff',
  '%zz',
  '%',
  '%c0%ae',
  '&',
  '=',
  '&&&',
  ';',
  '+',
  '[',
  '#',
  '\\',
  '%u0041',
  '%EF%BF%BF',
] as const
const PATHS: readonly ((path: string) => string)[] = [
  (path) => `${path}/`,
  (path) => `${path}//`,
  (path) => `/${path}`,
  (path) => path.replaceAll('/', '%2f'),
  (path) => `${path}%00`,
  (path) => `${path}/..%2f`,
  (path) => path.toUpperCase(),
  (path) => path.replace('/acme/', '/__proto__/'),
  (path) => path.replace('/acme/', '/other/'),
  (path) => path.replace('/acme/', '/%ff/'),
  (path) => `${path}${'/x'.repeat(200)}`,
  (path) => `${path}%`,
  (path) => `${path};x=1`,
  (path) => path.slice(0, -1),
]

/** How often each kind of change is made, out of their sum. */
const MUTATIONS: readonly (readonly [weight: number, Mutation])[] = [
  [60, inParameters],
  [12, inHeaders],
  [6, (request, dice) => ({ ...request, method: dice.pick(METHODS) })],
  [6, (request, dice) => ({ ...request, path: dice.pick(PATHS)(request.path) })],
  [6, (request, dice) => withHeader(request, 'content-type', dice.pick(CONTENT_TYPES))],
  [10, (request, dice) => ({ ...request, spoil: spoiler(dice) })],
  [
    8,
    (request, dice) =>
      request.json === undefined ? inParameters(request, dice) : { ...request, json: mutateJson(request.json, dice) },
  ],
  [3, (request) => ({ ...request, query: request.form ?? [], form: request.form ? request.query : null })],
  [3, (request) => ({ ...request, json: Object.fromEntries(request.form ?? request.query), form: null })],
]
const ALL = MUTATIONS.flatMap(([weight, mutation]) => Array.from({ length: weight }, () => mutation))

/** A request with one to four changes. */
export function mutate(request: FuzzRequest, dice: Dice): FuzzRequest {
  let changed = request
  for (let left = 1 + dice.upTo(dice.chance(70) ? 1 : 4); left > 0; left--) changed = dice.pick(ALL)(changed, dice)
  return changed
}

function inParameters(request: FuzzRequest, dice: Dice): FuzzRequest {
  const { form, query } = request
  return form !== null && (query.length === 0 || dice.chance(80))
    ? { ...request, form: mutatePairs(form, dice) }
    : { ...request, query: mutatePairs(query, dice) }
}

function mutatePairs(pairs: Pairs, dice: Dice): Pairs {
  const added = [dice.pick(NASTY_NAMES), dice.pick(NASTY_TEXTS)] as const
  if (pairs.length === 0) return [added]
  const at = dice.upTo(pairs.length)
  const [name, value] = pairs[at] ?? added
  const put = (...replacement: Pairs) => pairs.toSpliced(at, 1, ...replacement)
  const changes: readonly (() => Pairs)[] = [
    () => put(),
    () => put([name, value], [name, value]),
    () => put([name, value], [name, dice.pick(NASTY_TEXTS)]),
    () => put([dice.pick(NASTY_NAMES), value]),
    () => put([`${name}[]`, value]),
    () => put([name, dice.pick(NASTY_TEXTS)]),
    () => put([name, dice.pick(NASTY_TEXTS)]),
    () => put([name, mutateText(value, dice)]),
    () => put([name, mutateText(value, dice)]),
    () => put([name, mutateText(value, dice)]),
    () => put([name, dice.pick(pairs)[1]]),
    () => [...pairs, added],
    () => pairs.toReversed(),
  ]
  return dice.pick(changes)()
}

export function mutateText(text: string, dice: Dice): string {
  if (text.split('.').length === 3 && text.startsWith('ey') && dice.chance(70)) return mutateJwt(text, dice)
  const at = dice.upTo(text.length + 1)
  const nasty = dice.pick(NASTY_TEXTS)
  const changes: readonly (() => string)[] = [
    () => text.slice(0, at),
    () => text.slice(at),
    () => text.slice(0, at) + String.fromCharCode(dice.upTo(0x180)) + text.slice(at + 1),
    () => text.slice(0, at) + nasty + text.slice(at),
    () => text + text,
    () => text.toUpperCase(),
    () => ` ${text} `,
    () => text.repeat(1 + dice.upTo(50)),
  ]
  return dice.pick(changes)()
}

function inHeaders(request: FuzzRequest, dice: Dice): FuzzRequest {
  const own = Object.keys(request.headers)
  if (own.length > 0 && dice.chance(50)) {
    const name = dice.pick(own)
    const text = mutateText(request.headers[name] ?? '', dice)
      .replace(/[^\x20-\xff]/g, '\u00fc')
      .slice(0, 8000)
    return dice.chance(15) ? withHeader(request, name, null) : withHeader(request, name, text)
  }
  return withHeader(request, dice.pick(HEADERS), dice.pick(HEADER_VALUES))
}

function withHeader(request: FuzzRequest, name: string, value: string | null): FuzzRequest {
  const { [name]: _old, ...others } = request.headers
  return { ...request, headers: value === null ? others : { ...others, [name]: value } }
}

function spoiler(dice: Dice): (text: string) => string {
  const at = dice.upTo(10_000)
  const what = dice.pick(SPOILERS)
  return (text) => {
    const place = at % (text.length + 1)
    return text.slice(0, place) + what + text.slice(place)
  }
}
