import { expect, test } from 'vitest'
import { ConfigError } from '../config.ts'
import { type Command, type CommandEntry, defineCommand } from './command.ts'
import { commands } from './commands.ts'
import { run } from './run.ts'

function entry(noun: string, verb: string | undefined, command: Command): CommandEntry {
  const load = async () => ({ default: command })
  return { noun, ...(verb === undefined ? {} : { verb }), summary: `what ${noun} does`, load }
}

const failing = (error: unknown) => defineCommand({ positionals: {}, flags: {}, run: () => Promise.reject(error) })

const create = defineCommand({
  positionals: {},
  flags: { slug: { type: 'string', required: true, summary: 'in the address' } },
  async run({ flags, out }) {
    out.note('working')
    out.answer({ slug: flags.slug }, `Created ${flags.slug}`)
  },
})

const known = [
  entry('organizer', 'create', create),
  entry('organizer', 'set', create),
  entry('broken', undefined, failing(new Error('first line\n  second line'))),
  entry('unset', undefined, failing(new ConfigError(['FOYER_PORT: wrong', 'FOYER_URL: wrong']))),
  entry(
    'port',
    undefined,
    defineCommand({
      positionals: {},
      flags: {},
      async run({ config, out }) {
        out.answer({ port: config.port }, String(config.port))
      },
    }),
  ),
]

async function foyer(args: readonly string[], env = {}, entries: readonly CommandEntry[] = known) {
  let stdout = ''
  let stderr = ''
  const status = await run(args, {
    env,
    cwd: '/nowhere',
    version: '1.2.3',
    commands: entries,
    stdout: (text) => {
      stdout += text
    },
    stderr: (text) => {
      stderr += text
    },
  })
  return { status, stdout, stderr }
}

test('answers in words, with --json in exactly one object', async () => {
  const args = ['organizer', 'create', '--slug', 'acme']
  expect(await foyer(args)).toEqual({ status: 0, stdout: 'Created acme\n', stderr: 'working\n' })
  expect(await foyer([...args, '--json'])).toMatchObject({ status: 0, stdout: '{"slug":"acme"}\n' })
})

test('a command may have two words after its noun', async () => {
  const entries = [...known, entry('organizer', 'door create', create), entry('organizer', 'door set', create)]
  const answer = await foyer(['organizer', 'door', 'create', '--slug', 'a', '--json'], {}, entries)
  expect(answer).toMatchObject({ status: 0, stdout: '{"slug":"a"}\n' })
  const help = await foyer(['organizer', 'door', '--help'], {}, entries)
  expect(help.stdout.match(/foyer organizer [a-z ]+?(?= {2})/g)).toEqual([
    'foyer organizer door create',
    'foyer organizer door set',
  ])
  expect((await foyer(['organizer', 'door'], {}, entries)).stderr).toContain('organizer door what? One of: create, set')
  expect((await foyer(['organizer', 'door', 'sett'], {}, entries)).stderr).toContain('did you mean set?')
})

test('a command reads the settings of its surroundings', async () => {
  const env = { FOYER_PORT: '4711', FOYER_SECRET: 'a secret for this test' }
  expect(await foyer(['port', '--json'], env)).toEqual({ status: 0, stdout: '{"port":4711}\n', stderr: '' })
})

test('a failure is one line without a stack and status 1', async () => {
  expect(await foyer(['broken', '--json'])).toEqual({
    status: 1,
    stdout: '',
    stderr: 'foyer: first line second line\n',
  })
})

test('wrong settings are one line each', async () => {
  expect(await foyer(['unset'])).toMatchObject({
    status: 1,
    stderr: 'foyer: FOYER_PORT: wrong\nfoyer: FOYER_URL: wrong\n',
  })
})

test.each([
  [['organiser'], 'foyer: unknown command organiser, did you mean organizer? See "foyer --help"\n'],
  [['organizer'], 'foyer: organizer what? One of: create, set; see "foyer --help"\n'],
  [['organizer', 'creat'], 'foyer: unknown command organizer creat, did you mean create? See "foyer --help"\n'],
  [['organizer', 'create'], 'foyer: --slug is missing (in the address); see "foyer organizer create --help"\n'],
  [
    ['organizer', 'create', '--slag', 'x'],
    'foyer: unknown flag --slag, did you mean --slug? See "foyer organizer create --help"\n',
  ],
])('%j is typed wrong: one line and status 2', async (args, stderr) => {
  expect(await foyer(args)).toEqual({ status: 2, stdout: '', stderr })
})

test('help lists the commands, those of a noun, or the flags of one', async () => {
  for (const args of [[], ['--help'], ['help']]) {
    expect((await foyer(args)).stdout).toContain('foyer organizer create')
  }
  expect((await foyer(['organizer', '--help'])).stdout).not.toContain('foyer broken')
  const help = (await foyer(['organizer', 'create', '--help'])).stdout
  expect(help).toContain('--slug TEXT')
  expect(help).toContain('in the address (required)')
})

test('tells its version', async () => {
  expect(await foyer(['--version'])).toEqual({ status: 0, stdout: '1.2.3\n', stderr: '' })
})

test('every command in the list can be loaded and explains itself', async () => {
  for (const { noun, verb } of commands) {
    const words = verb === undefined ? [noun] : [noun, verb]
    expect(await foyer([...words, '--help'], {}, commands)).toMatchObject({ status: 0, stderr: '' })
  }
})

test('foyer config shows values with their source and no secret', async () => {
  const env = { FOYER_PORT: '4000', DATABASE_URL: 'postgres://foyer:hunter2@db/foyer' }
  const { stdout } = await foyer(['config'], env, commands)
  expect(stdout).toMatch(/^port +4000 +environment \(FOYER_PORT\)$/m)
  expect(stdout).toMatch(/^workers +1 +default$/m)
  expect(stdout).not.toContain('hunter2')
  const answer: unknown = JSON.parse((await foyer(['config', '--json'], env, commands)).stdout)
  expect(answer).toMatchObject({
    settings: expect.arrayContaining([{ name: 'port', value: 4000, source: 'env', from: 'FOYER_PORT' }]),
  })
})
