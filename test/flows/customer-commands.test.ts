import { tmpdir } from 'node:os'
import { beforeAll, expect, it } from 'vitest'
import { commands } from '../../src/cli/commands.ts'
import { run } from '../../src/cli/run.ts'
import { describeOnBoth } from '../support/databases.ts'
import { newPlace } from '../support/server.ts'

describeOnBoth('the customer commands', (kind) => {
  let env: Record<string, string>

  beforeAll(async () => {
    const place = await newPlace(kind)
    env = { ...place.env, FOYER_SECRET: 'only for tests, but long enough to be one' }
    await foyer(
      'organizer',
      'create',
      '--slug',
      'acme',
      '--name',
      'Acme',
      '--locale',
      'de',
      '--time-zone',
      'Europe/Berlin',
    )
    return () => place.remove()
  })

  async function foyer(...args: string[]) {
    let stdout = ''
    let stderr = ''
    const status = await run([...args, '--json'], {
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

  const customer = (verb: string, ...args: string[]) => foyer('customer', verb, '--organizer', 'acme', ...args)

  it('create an account and keep a name that the organizer asks for in another way', async () => {
    const made = await customer(
      ...(['create', '--email', 'Ann@Example.org', '--password', 'correct horse 1', '--verified'] as const),
      ...['--given-name', 'Ann', '--family-name', 'Example', '--phone', '0341 555 0148'],
    )
    expect(made).toMatchObject({
      status: 0,
      stderr: '',
      answer: {
        email: 'ann@example.org',
        name: 'Ann Example',
        name_parts: { _scheme: 'given_family', given_name: 'Ann', family_name: 'Example' },
        phone: '+493415550148',
        is_active: true,
        is_verified: true,
        has_password: true,
        locale: 'de',
        last_login: null,
      },
    })
    expect(made.answer.identifier).toMatch(/^[A-HJ-NP-Z2-9]{7}$/)
    const shown = await customer('show', '--email', 'ANN@example.org')
    expect(shown.answer).toEqual({ ...made.answer, tags: [] })
    expect((await customer('show', '--id', `${made.answer.identifier}`)).answer).toEqual(shown.answer)
    const tag = (...args: string[]) => customer('tag', '--email', 'ann@example.org', ...args)
    expect((await tag('add', 'VIP ', 'press')).answer.tags).toEqual([
      { tag: 'press', source: 'staff' },
      { tag: 'vip', source: 'staff' },
    ])
    expect((await tag('remove', 'vip')).answer.tags).toEqual([{ tag: 'press', source: 'staff' }])
    expect(await tag('remove', 'vip')).toMatchObject({ status: 1, stderr: expect.stringContaining('"vip"') })
    expect(await tag('add', 'a,b')).toMatchObject({ status: 1, stderr: expect.stringContaining('comma') })
    expect((await tag('set', 'vip')).status).not.toBe(0)
    expect((await customer('show', '--email', 'ann@example.org')).answer.tags).toEqual(['press'])
  })

  it('know every part of a name', async () => {
    const { answer } = await customer(
      ...(['create', '--email', 'dr@example.org', '--salutation', 'Mx', '--title', 'Dr.'] as const),
      ...['--given-name', 'Kim', '--family-name', 'Lee', '--degree', 'MA'],
    )
    expect(answer).toMatchObject({ name: 'Dr. Kim Lee, MA', is_verified: false, has_password: false })
    const full = await customer(
      'create',
      '--email',
      'li@example.org',
      '--full-name',
      '李小龍',
      '--latin-transcription',
      'Li',
    )
    expect(full.answer).toMatchObject({ name: '李小龍', name_parts: { _scheme: 'full_transcription' } })
  })

  it.each([
    [['--email', 'ann@example'], 'email: The part after the @ is not complete.'],
    [['--email', 'x@example.org', '--password', '12345678'], 'password: Only digits are guessed quickly'],
    [['--email', 'x@example.org', '--phone', '1'], 'phone: This is not a phone number'],
    [['--email', 'x@example.org', '--given-name', 'a$'], 'given_name: A name cannot contain “$”.'],
    [['--email', 'x@example.org', '--full-name', 'A', '--degree', 'B'], 'name: These parts do not make one name.'],
    [['--email', 'x@example.org', '--identifier', '-'], 'identifier: Use letters, digits'],
  ])('refuse %j in one line', async (args, reason) => {
    const { status, stderr } = await customer('create', ...args)
    expect(status).toBe(1)
    expect(stderr).toContain(reason)
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })

  it('change an account', async () => {
    await customer('create', '--email', 'set@example.org', '--full-name', 'Before', '--verified')
    const by = ['--email', 'set@example.org']
    const changed = await customer(
      'set',
      ...by,
      'full_name=After',
      'is_active=false',
      'notes=Row 7',
      'password=battery staple',
    )
    expect(changed.answer).toMatchObject({ name: 'After', is_active: false, notes: 'Row 7', has_password: true })
    expect((await customer('set', ...by, 'notes=', 'locale=en')).answer).toMatchObject({ notes: null, locale: 'en' })
    expect((await customer('set', ...by, 'colour=red')).stderr).toContain('"colour" cannot be set')
    expect((await customer('set', ...by, 'is_active=maybe')).stderr).toContain('must be true or false')
    expect((await customer('set', '--id', 'NOBODY', 'notes=x')).stderr).toContain('acme has no customer "NOBODY"')
    expect((await customer('show')).stderr).toContain('give either --id or --email')
  })

  it('know the optional fields and whether a number is confirmed', async () => {
    const made = await customer(
      ...(['create', '--email', 'profile@example.org', '--full-name', 'Ada', '--phone', '+49 341 555 0148'] as const),
      ...['--set', 'birthdate=1985-12-10', '--set', 'phone_verified=true'],
    )
    expect(made.answer).toMatchObject({ phone_verified: true, profile: { birthdate: '1985-12-10' } })
    const by = ['--email', 'profile@example.org']
    const set = await customer('set', ...by, 'address.locality=London', 'address.country=gb', 'nickname=Countess')
    expect(set.stderr).toBe('')
    expect((await customer('show', ...by)).answer.profile).toEqual({
      birthdate: '1985-12-10',
      nickname: 'Countess',
      address: { locality: 'London', country: 'GB' },
    })
    const less = await customer('set', ...by, 'nickname=', 'address.locality=', 'phone=+49 341 555 0149')
    expect(less.answer).toMatchObject({ phone_verified: false, profile: { address: { country: 'GB' } } })
    expect(less.answer.profile).not.toHaveProperty('nickname')
    const wrong = await customer('set', ...by, 'birthdate=soon', 'website=http://a.example')
    expect(wrong.status).toBe(1)
    expect(wrong.stderr).toContain('birthdate: Give a real date in the past')
    expect(wrong.stderr).toContain('website: Give a complete address')
    expect((await customer('set', ...by, 'address=London')).stderr).toContain('"address" cannot be set')
  })

  it('list and search', async () => {
    for (let i = 0; i < 5; i++)
      await customer('create', '--email', `list${i}@example.org`, '--full-name', `Listed ${i}`)
    const first = await customer('list', '--search', 'listed', '--ordering', 'name', '--limit', '3')
    const names = (answer: Record<string, unknown>) => (answer.customers as { name: string }[]).map(({ name }) => name)
    expect(names(first.answer)).toEqual(['Listed 0', 'Listed 1', 'Listed 2'])
    const next = `${first.answer.next}`
    const second = await customer('list', '--search', 'listed', '--ordering', 'name', '--limit', '3', '--after', next)
    expect(names(second.answer)).toEqual(['Listed 3', 'Listed 4'])
    expect(second.answer.next).toBeNull()
    expect((await customer('list', '--limit', '0')).stderr).toContain('between 1 and 250')
  })

  it('anonymise', async () => {
    const { answer } = await customer(
      'create',
      '--email',
      'gone@example.org',
      '--full-name',
      'Gone',
      '--notes',
      'Row 7',
    )
    const id = `${answer.identifier}`
    expect((await customer('anonymize', '--id', id)).answer).toMatchObject({ identifier: id, anonymized: true })
    const left = await customer('show', '--id', id)
    expect(left.answer).toMatchObject({ email: null, name: '', notes: null, is_active: false, has_password: false })
    expect((await customer('set', '--id', id, 'notes=x')).stderr).toContain('anonymised')
  })
})
