import { expect, expectTypeOf, test } from 'vitest'
import { readArguments } from './arguments.ts'
import { defineCommand } from './command.ts'
import { UsageError } from './usage-error.ts'

const command = defineCommand({
  positionals: { slug: { summary: 'the organizer' }, settings: { summary: 'key=value', rest: true } },
  flags: {
    name: { type: 'string', required: true, summary: 'what people read' },
    note: { type: 'string', summary: 'any words' },
    pkce: { type: 'string', choices: ['required', 'optional'], summary: 'proof key' },
    'redirect-uri': { type: 'strings', summary: 'where to go back' },
    workers: { type: 'number', summary: 'processes' },
    verified: { type: 'boolean', summary: 'email is known to work' },
  },
  async run({ flags, positionals }) {
    expectTypeOf(flags.name).toEqualTypeOf<string>()
    expectTypeOf(flags.note).toEqualTypeOf<string | undefined>()
    expectTypeOf(flags.pkce).toEqualTypeOf<'required' | 'optional' | undefined>()
    expectTypeOf(flags['redirect-uri']).toEqualTypeOf<readonly string[]>()
    expectTypeOf(flags.workers).toEqualTypeOf<number | undefined>()
    expectTypeOf(flags.verified).toEqualTypeOf<boolean>()
    expectTypeOf(positionals.slug).toEqualTypeOf<string>()
    expectTypeOf(positionals.settings).toEqualTypeOf<readonly string[]>()
  },
})

const minimum = ['acme', 'a=1', '--name', 'Acme']

test('reads every kind of flag and value', () => {
  const args = ['acme', '--name=Acme Festival', '--redirect-uri', 'https://a', '--pkce', 'optional', '--verified']
  expect(
    readArguments([...args, '--redirect-uri=https://b', '--workers', '4', 'a=1', 'b=2', '--json'], command),
  ).toEqual({
    flags: {
      name: 'Acme Festival',
      note: undefined,
      pkce: 'optional',
      'redirect-uri': ['https://a', 'https://b'],
      workers: 4,
      verified: true,
    },
    positionals: { slug: 'acme', settings: ['a=1', 'b=2'] },
    json: true,
  })
})

test('what is not given has an empty value', () => {
  expect(readArguments(minimum, command)).toMatchObject({
    flags: { 'redirect-uri': [], verified: false, workers: undefined },
    json: false,
  })
})

test('a value may start with dashes behind "=" and everything behind "--" is a value', () => {
  expect(readArguments([...minimum, '--note=--x', '--', '--b'], command)).toMatchObject({
    flags: { note: '--x' },
    positionals: { settings: ['a=1', '--b'] },
  })
})

test('help is answered even when the rest is incomplete', () => {
  expect(readArguments(['--help'], command)).toBe('help')
  expect(readArguments(['acme', '-h'], command)).toBe('help')
})

test.each([
  [['--nmae', 'x'], 'unknown flag --nmae, did you mean --name?'],
  [['--zzzzzzzz'], 'unknown flag --zzzzzzzz'],
  [['-n', 'x'], 'unknown flag -n'],
  [['acme', 'a=1'], '--name is missing (what people read)'],
  [['--name', 'x'], '<slug> is missing (the organizer)'],
  [['acme', '--name', 'x'], '<settings> is missing (key=value)'],
  [[...minimum, '--name', 'x'], '--name is given twice'],
  [[...minimum, '--note'], '--note needs a value (write --note=VALUE if it starts with dashes)'],
  [[...minimum, '--note', '--verified'], '--note needs a value (write --note=VALUE if it starts with dashes)'],
  [[...minimum, '--verified=no'], '--verified takes no value'],
  [[...minimum, '--workers', 'two'], '--workers must be a whole number, not "two"'],
  [[...minimum, '--pkce', 'maybe'], '--pkce must be required or optional, not "maybe"'],
])('%j: %s', (args, message) => {
  expect(() => readArguments(args, command)).toThrow(new UsageError(message))
})

test('a value too many is named', () => {
  expect(() => readArguments(['a', 'b'], { flags: {}, positionals: { slug: { summary: '' } } })).toThrow(
    new UsageError('"b" is one value too many'),
  )
})

test('a last value may be left out when it is optional', () => {
  const positionals = { file: { summary: 'a path', optional: true } } as const
  expect(readArguments([], { flags: {}, positionals })).toMatchObject({ positionals: { file: undefined } })
})
