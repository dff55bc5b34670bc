import { expect, it } from 'vitest'
import { ruleOf, ruleScene } from '../support/claim-rules.ts'
import { describeOnBoth } from '../support/databases.ts'
import { foyerCommand } from '../support/foyer-command.ts'
import { startFoyer } from '../support/server.ts'

describeOnBoth('rules from claims at the command line', (kind) => {
  it('are made, listed, tried, changed and deleted, in words of the history as by the command line', async () => {
    await using foyer = await startFoyer(kind)
    const { organizer, provider, type, logIn, history, tags } = await ruleScene(foyer)
    const command = (verb: string, ...args: string[]) =>
      foyerCommand(foyer, 'provider', 'rule', verb, '--organizer', 'acme', ...args)
    const ofProvider = (verb: string, ...args: string[]) => command(verb, '--slug', provider.slug, ...args)

    const student = ['--claim', ' groups ', '--value', 'student']
    const created = await ofProvider('create', ...student, '--membership-type', 'Student pass', '--valid-days', '90')
    expect([created.status, created.stderr]).toEqual([0, ''])
    expect(created.json).toEqual({
      id: expect.stringMatching(/^[0-9a-z]{26}$/),
      provider: provider.slug,
      active: true,
      claim: 'groups',
      operator: 'contains',
      value: 'student',
      gives: 'membership',
      membership_type: type.id,
      valid_days: 90,
      tag: null,
      created_at: expect.any(String),
    })
    const rule = String(created.json.id)
    const tagged = await ofProvider('create', '--claim', 'groups', '--operator', 'exists', '--tag', 'Campus')
    expect(tagged.json).toMatchObject({ gives: 'tag', tag: 'campus', value: null, valid_days: null })

    const { customer: ann } = await logIn('ann', ['student'])
    const { customer: bob } = await logIn('bob', ['phd'])
    expect((await ofProvider('list')).json).toMatchObject({
      provider: provider.slug,
      rules: [
        { id: rule, people: 1 },
        { id: tagged.json.id, people: 2 },
      ],
    })
    expect((await ofProvider('preview', '--rule', rule, '--value', ' phd ')).json).toMatchObject({
      rule,
      claim: 'groups',
      value: 'phd',
      looked: 2,
      holds: 1,
      gains: 1,
      loses: 1,
    })
    expect((await ofProvider('preview', '--claim', 'email', '--operator', 'exists')).json).toMatchObject({
      rule: null,
      holds: 2,
    })

    const off = await command('set', '--rule', rule, '--inactive')
    expect(off.json).toMatchObject({ active: false, value: 'student', valid_days: 90 })
    expect((await history(ann)).filter(({ action }) => action.startsWith('membership'))).toMatchObject([
      { action: 'membership.granted' },
      { action: 'membership.ended', detail: { cause: 'rule_off' } },
    ])
    const other = await command('set', '--rule', rule, '--active', '--tag', 'x', '--operator', 'equals')
    expect(other.json).toMatchObject({
      active: true,
      gives: 'tag',
      tag: 'x',
      operator: 'equals',
      membership_type: null,
    })

    expect(await tags(bob)).toEqual(['campus: rule'])
    const deleted = await command('delete', '--rule', String(tagged.json.id))
    expect(deleted.json).toEqual({ id: tagged.json.id, organizer: 'acme', people: 2, deleted: true })
    expect(await tags(bob)).toEqual([])

    const entries = await foyer.features.audit.list(organizer.id, {
      limit: 50,
      object: { type: 'ssoprovider', id: provider.id },
    })
    const changes = entries.filter(({ action }) => action.includes('.rule.'))
    expect(changes.map(({ action, actorType }) => [action.split('.').at(-1), actorType])).toEqual([
      ['deleted', 'command'],
      ['changed', 'command'],
      ['changed', 'command'],
      ['created', 'command'],
      ['created', 'command'],
    ])
  })

  it('are refused in plain words, each naming its field or flag', async () => {
    await using foyer = await startFoyer(kind)
    const { provider, pass, add } = await ruleScene(foyer)
    const { id } = await add(ruleOf('student', { kind: 'tag', tag: 'x' }))
    const { id: passId } = await add(ruleOf('student', pass))
    const command = (...args: string[]) => foyerCommand(foyer, 'provider', 'rule', ...args, '--organizer', 'acme')
    const creating = (...args: string[]) => command('create', '--slug', provider.slug, ...args)
    const refusals: [readonly string[], string][] = [
      [['create', '--slug', provider.slug, '--tag', 'x'], 'claim: Enter the name of a claim.; value: Enter the value'],
      [['preview', '--slug', provider.slug, '--claim', 'groups'], 'value: Enter the value to compare with.'],
      [['set', '--rule', id, '--active', '--inactive'], '--active and --inactive contradict each other'],
      [['set', '--rule', id, '--valid-days', '3'], 'this rule gives a tag'],
      [['set', '--rule', passId, '--valid-days', '0'], 'valid_days: Enter a number of days from 1 to 3660.'],
      [['set', '--rule', 'nonsense'], 'acme has no rule "nonsense"'],
      [['delete', '--rule', provider.id], 'acme has no rule'],
      [['list', '--slug', 'other'], 'acme has no SSO provider "other"'],
      [[], 'provider rule what? One of: list, create, set, preview, delete'],
      [['lst'], 'unknown command provider rule lst, did you mean list?'],
    ]
    for (const [args, words] of refusals) {
      const { status, stdout, stderr } = await command(...args)
      expect([status === 0, stdout]).toEqual([false, ''])
      expect(stderr).toContain(words)
    }
    const condition = ['--claim', 'groups', '--value', 'x']
    expect((await creating(...condition)).stderr).toContain('give --membership-type or --tag')
    expect((await creating(...condition, '--tag', 'x', '--membership-type', 'y')).stderr).toContain('contradict')
    expect((await creating(...condition, '--membership-type', 'y')).stderr).toContain('no membership type "y"')
  })
})
