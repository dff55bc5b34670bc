import { expect, it } from 'vitest'
import { commands } from '../../src/cli/commands.ts'
import { run } from '../../src/cli/run.ts'
import { describeOnBoth } from '../support/databases.ts'
import { startFoyer, type TestServer } from '../support/server.ts'
import { PASSWORD, staffClient, staffUser } from '../support/staff.ts'

/** Runs a command line beside the server, on its database. */
async function foyerCommand(foyer: TestServer, ...args: string[]) {
  const said = { stdout: '', stderr: '' }
  const { dataDir, databaseUrl, secret, url } = foyer.config
  const status = await run(args, {
    commands,
    cwd: dataDir,
    version: '0',
    env: {
      FOYER_DATA_DIR: dataDir,
      FOYER_SECRET: secret,
      FOYER_URL: url,
      ...(databaseUrl && { DATABASE_URL: databaseUrl }),
    },
    stdout: (text) => {
      said.stdout += text
    },
    stderr: (text) => {
      said.stderr += text
    },
  })
  return { status, ...said }
}

describeOnBoth('commands for staff', (kind) => {
  it('make an administrator who can log in to the running server', async () => {
    await using foyer = await startFoyer(kind)
    const args = ['--email', 'Boss@Example.org', '--password', PASSWORD, '--name', 'Bo Ss', '--admin', '--json']
    const made = await foyerCommand(foyer, 'user', 'create', ...args)
    expect([made.status, made.stderr]).toEqual([0, ''])
    expect(JSON.parse(made.stdout)).toMatchObject({ email: 'boss@example.org', fullname: 'Bo Ss', is_admin: true })
    expect(made.stdout).not.toContain(PASSWORD)
    const client = await staffClient(foyer, 'boss@example.org')
    expect((await client.get('/control/admin/mails')).status).toBe(200)
  })

  it.each([
    [['--email', 'x@example.org', '--password', 'short'], 'foyer: password: Use at least 12 characters.\n'],
    [['--email', 'x@example', '--password', PASSWORD], 'foyer: email: The email address is not complete.\n'],
    [
      ['--email', 'ann@example.org'],
      'foyer: email: There is an account with the email address ann@example.org already.\n',
    ],
  ])('refuse %j in one line', async (args, line) => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, 'ann@example.org')
    expect(await foyerCommand(foyer, 'user', 'create', ...args)).toEqual({ status: 1, stdout: '', stderr: line })
  })

  it('add to a team, change the role and remove, each seen at once and written down', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await staffUser(foyer, 'ann@example.org')
    const client = await staffClient(foyer, 'ann@example.org')
    const team = ['--organizer', 'acme', '--email', 'ann@example.org']
    const overview = '/control/organizer/acme/'
    expect((await client.get(overview)).status).toBe(404)
    expect((await foyerCommand(foyer, 'team', 'add', ...team)).stdout).toBe('ann@example.org is member of acme\n')
    expect((await client.get(overview)).status).toBe(200)
    expect((await client.get(`${overview}settings`)).status).toBe(403)
    await foyerCommand(foyer, 'team', 'add', ...team, '--role', 'admin')
    expect((await client.get(`${overview}settings`)).status).toBe(200)
    const list = await foyerCommand(foyer, 'team', 'list', '--organizer', 'acme', '--json')
    expect(JSON.parse(list.stdout)).toMatchObject({
      team: [{ email: 'ann@example.org', fullname: '', role: 'admin' }],
      teams: [
        { name: 'Administrators', all_permissions: true, members: 1 },
        { name: 'Staff', members: 0 },
      ],
    })
    expect((await foyerCommand(foyer, 'team', 'remove', ...team)).status).toBe(0)
    expect((await client.get(overview)).status).toBe(404)
    expect((await foyerCommand(foyer, 'team', 'remove', ...team)).status).not.toBe(0)
    const history = await foyer.features.audit.list(acme.id, { limit: 9 })
    const lines = history.map(({ action, before, after }) => [action, before.team, after.team].join(' '))
    expect(lines.filter((line) => line.includes('member')).sort()).toEqual([
      'pretix.team.member.added  Administrators',
      'pretix.team.member.added  Staff',
      'pretix.team.member.removed Administrators ',
      'pretix.team.member.removed Staff ',
    ])
  })

  it('create teams, put people into them, invite, and say who can do what', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    await staffUser(foyer, 'ann@example.org')
    const acme = ['--organizer', 'acme']
    const permission = ['--permission', 'organizer.customers:write', '--permission', 'organizer.teams:write']
    const made = await foyerCommand(foyer, 'team', 'create', ...acme, '--name', 'Box', ...permission, '--json')
    expect(JSON.parse(made.stdout)).toMatchObject({
      name: 'Box',
      all_permissions: false,
      permissions: ['organizer.teams:write', 'organizer.customers:read', 'organizer.customers:write'],
      require_2fa: false,
    })
    const add = ['team', 'add', ...acme, '--email', 'ann@example.org', '--team', 'Box']
    expect((await foyerCommand(foyer, ...add)).stdout).toBe('ann@example.org is in the team "Box" of acme\n')
    const both = await foyerCommand(foyer, ...add, '--role', 'admin')
    expect([both.status, both.stderr]).toEqual([2, 'foyer: --team goes without --role; see "foyer team add --help"\n'])
    const invite = ['team', 'invite', ...acme, '--team', 'Box', '--email']
    expect((await foyerCommand(foyer, ...invite, 'New@example.org')).stdout).toBe(
      'invited new@example.org into the team "Box"\n',
    )
    expect((await foyerCommand(foyer, ...invite, 'ann@example.org')).stderr).toBe(
      'foyer: email: ann@example.org is in this team already.\n',
    )
    await foyer.deliver()
    expect(foyer.mails.to('new@example.org')).toHaveLength(1)
    const who = await foyerCommand(foyer, 'team', 'permissions', ...acme, '--json')
    expect(JSON.parse(who.stdout)).toMatchObject({
      people: [{ email: 'ann@example.org', permissions: { 'organizer.teams:write': ['Box'] } }],
      admins: [],
    })
  })

  it.each([
    [['--name', 'Box', '--permission', 'can_fly'], 2, 'there is no permission "can_fly"'],
    [['--name', 'Box', '--all-permissions', '--permission', 'organizer.teams:write'], 2, '--permission goes without'],
    [['--name', ' '], 1, 'Give the team a name.'],
    [['--name', 'Known'], 1, 'There is a team “Known” already.'],
  ])('refuse to create a team with %j', async (args, status, line) => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    await foyerCommand(foyer, 'team', 'create', '--organizer', 'acme', '--name', 'Known')
    const answer = await foyerCommand(foyer, 'team', 'create', '--organizer', 'acme', ...args)
    expect(answer.status).toBe(status)
    expect(answer.stderr).toContain(line)
  })

  it('set a password, which ends the sessions that were open', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, 'ann@example.org')
    const client = await staffClient(foyer, 'ann@example.org')
    const args = ['--email', 'ann@example.org', '--password', 'another horse 34']
    expect((await foyerCommand(foyer, 'user', 'set-password', ...args)).status).toBe(0)
    expect((await client.get('/control/')).status).toBe(303)
    const values = { email: 'ann@example.org', password: 'another horse 34' }
    expect((await foyer.client().submit('/control/login', values)).status).toBe(303)
    const nobody = await foyerCommand(
      foyer,
      'user',
      'set-password',
      '--email',
      'no@example.org',
      '--password',
      PASSWORD,
    )
    expect(nobody.stderr).toContain('there is no staff account "no@example.org"')
  })

  it('show, change, switch off and move a user', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, 'boss@example.org', { isAdmin: true })
    const ann = await staffUser(foyer, 'ann@example.org')
    const client = await staffClient(foyer, 'ann@example.org')
    const annIs = async () =>
      JSON.parse((await foyerCommand(foyer, 'user', 'show', '--email', ann.email, '--json')).stdout)
    expect(await annIs()).toMatchObject({ auth_backend: 'native', second_factor: false, teams: [], sessions: 1 })
    const set = await foyerCommand(foyer, 'user', 'set', '--email', ann.email, '--fullname', 'Ann', '--active', 'false')
    expect(set).toEqual({ status: 0, stdout: 'changed ann@example.org\n', stderr: '' })
    expect(await annIs()).toMatchObject({ fullname: 'Ann', is_active: false, sessions: 0 })
    expect((await client.get('/control/')).status).toBe(303)
    await foyerCommand(foyer, 'user', 'set', '--email', ann.email, '--active', 'true', '--admin', 'true')
    expect(await annIs()).toMatchObject({ is_active: true, is_admin: true })
    const acme = await foyer.organizer('acme')
    const lone = await staffUser(foyer, 'lone@example.org')
    await foyer.features.teams.putIntoRole(acme, lone, 'admin', { type: 'system' })
    const off = await foyerCommand(foyer, 'user', 'set', '--email', lone.email, '--active', 'false', '--json')
    expect([off.status, JSON.parse(off.stdout).is_active]).toEqual([0, false])
    const remark = `nobody can manage the teams of "${acme.name}" any more, except administrators of the installation\n`
    expect(off.stderr).toBe(remark)
    await foyerCommand(foyer, 'user', 'set', '--email', lone.email, '--active', 'true')
    const team = ['--organizer', 'acme', '--email', lone.email]
    expect((await foyerCommand(foyer, 'team', 'add', ...team, '--role', 'member')).stderr).toBe(remark)
    await foyerCommand(foyer, 'team', 'add', ...team, '--role', 'admin')
    expect((await foyerCommand(foyer, 'team', 'remove', ...team)).stderr).toBe(remark)
    const kept = await foyer.features.audit.list(acme.id, { limit: 9, actions: ['foyer.team.unmanaged'] })
    expect(kept.map(({ actorType }) => actorType)).toEqual(['command', 'command', 'command'])
    const moved = await foyerCommand(
      foyer,
      'user',
      'move',
      '--email',
      ann.email,
      '--backend',
      'nowhere',
      '--identifier',
      '7',
    )
    expect(moved.status).toBe(1)
    expect(moved.stderr).toContain('“nowhere” is not configured')
    const list = JSON.parse((await foyerCommand(foyer, 'user', 'list', '--json')).stdout)
    expect(list.users[0]).toMatchObject({ email: ann.email, auth_backend: 'native', second_factor: false })
  })

  it('do not take the last administrator', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, 'boss@example.org', { isAdmin: true })
    for (const flag of ['--admin', '--active']) {
      const refused = await foyerCommand(foyer, 'user', 'set', '--email', 'boss@example.org', flag, 'false')
      expect(refused.status).toBe(1)
      expect(refused.stderr).toContain('the last active administrator')
    }
  })
})
