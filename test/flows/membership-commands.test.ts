import { tmpdir } from 'node:os'
import { beforeAll, expect, it } from 'vitest'
import { commands } from '../../src/cli/commands.ts'
import { run } from '../../src/cli/run.ts'
import { describeOnBoth } from '../support/databases.ts'
import { newPlace } from '../support/server.ts'

describeOnBoth('the membership commands', (kind) => {
  let env: Record<string, string>

  beforeAll(async () => {
    const place = await newPlace(kind)
    env = { ...place.env, FOYER_SECRET: 'only for tests, but long enough to be one' }
    await foyer('organizer', 'create', '--slug', 'acme', '--name', 'Acme', '--locale', 'de')
    await foyer('organizer', 'set', 'acme', 'time_zone=Europe/Berlin', 'name_scheme=given_family')
    await foyer('customer', 'create', '--organizer', 'acme', '--email', 'ann@example.org', '--identifier', 'ANN1')
    return () => place.remove()
  })

  async function foyer(noun: string, verb: string, ...args: string[]) {
    let stdout = ''
    let stderr = ''
    const status = await run([noun, verb, ...args, '--json'], {
      env,
      cwd: tmpdir(),
      version: 'test',
      commands,
      stdout: (text) => {
        stdout += text
      },
      stderr: (text) => {
        stderr += text
      },
    })
    return { status, stderr, answer: status === 0 ? (JSON.parse(stdout) as Record<string, unknown>) : {} }
  }

  const type = (verb: string, ...args: string[]) => foyer('membership-type', verb, '--organizer', 'acme', ...args)
  const membership = (verb: string, ...args: string[]) => foyer('membership', verb, '--organizer', 'acme', ...args)

  it('create and list types', async () => {
    const made = await type('create', '--name', 'Saisonkarte', '--name-en', 'Season pass', '--max-usages', '10')
    expect(made.answer).toMatchObject({
      name: { de: 'Saisonkarte', en: 'Season pass' },
      transferable: false,
      allow_parallel_usage: false,
      max_usages: 10,
    })
    await type('create', '--name-en', 'Never', '--transferable', '--parallel', '--max-usages', '0')
    expect((await type('list')).answer).toMatchObject({
      membership_types: [made.answer, { name: { en: 'Never' }, transferable: true, max_usages: 0 }],
    })
    const nameless = await type('create')
    expect([nameless.status, nameless.stderr]).toEqual([1, expect.stringContaining('name')])
  })

  it('grant, list and cancel memberships', async () => {
    const of = ['--customer', 'ANN1', '--type', 'Season pass']
    const times = ['--from', '2027-09-01', '--until', '2028-08-31']
    const made = await membership('create', ...of, ...times, '--given-name', 'Tom', '--family-name', 'Ash')
    expect(made.answer).toMatchObject({
      customer: 'ANN1',
      date_start: '2027-08-31T22:00:00.000Z',
      date_end: '2028-08-31T21:59:59.999Z',
      attendee_name_parts: { _scheme: 'given_family', given_name: 'Tom', family_name: 'Ash' },
      canceled: false,
      testmode: false,
      usages: 0,
      max_usages: 10,
    })
    const id = String(made.answer.id)
    const canceled = await membership('cancel', '--id', id)
    expect(canceled.answer).toEqual({ id, canceled: true, changed: true })
    expect((await membership('cancel', '--id', id)).answer).toMatchObject({ changed: false })
    expect((await membership('list', '--customer', 'ANN1')).answer).toMatchObject({
      memberships: [{ id, state: 'canceled' }],
    })
    expect((await membership('cancel', '--id', id, '--undo')).answer).toMatchObject({ canceled: false, changed: true })
  })

  it.each([
    [['--customer', 'NOBODY', '--type', 'Season pass', '--from', '2027-09-01', '--until', '2028-08-31'], 'NOBODY'],
    [['--customer', 'ANN1', '--type', 'Gold', '--from', '2027-09-01', '--until', '2028-08-31'], 'Gold'],
    [['--customer', 'ANN1', '--type', 'Season pass', '--from', 'soon', '--until', '2028-08-31'], 'date_start'],
    [['--customer', 'ANN1', '--type', 'Season pass', '--from', '2028-09-01', '--until', '2028-08-31'], 'date_end'],
  ])('refuse %j in one line that names what is wrong', async (args, named) => {
    const { status, stderr } = await membership('create', ...args)
    expect([status, stderr.trim().split('\n')]).toEqual([1, [expect.stringContaining(named)]])
  })
})
