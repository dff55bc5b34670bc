import { expect, it } from 'vitest'
import { foyer as command } from '../../src/cli/testing.ts'
import { describeOnBoth } from '../support/databases.ts'
import { register } from '../support/registration.ts'
import { startFoyer, type TestServer } from '../support/server.ts'

/** Runs a command of registration tokens beside the server, on its database. */
function tokenCommand({ config }: TestServer, verb: string, ...args: string[]) {
  const env = {
    FOYER_DATA_DIR: config.dataDir,
    FOYER_SECRET: config.secret,
    FOYER_URL: config.url,
    ...(config.databaseUrl && { DATABASE_URL: config.databaseUrl }),
  }
  return command(['registration-token', verb, '--organizer', 'acme', ...args], env, config.dataDir)
}

describeOnBoth('commands for registration tokens', (kind) => {
  it('make a token that works, list it without its secret, and revoke it', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme', { sso_registration: 'true' })
    const made = await tokenCommand(foyer, 'create', '--name', 'Agency', '--uses', '2', '--days', '7', '--json')
    expect([made.status, made.stderr]).toEqual([0, ''])
    const { token, id, ...rest } = JSON.parse(made.stdout)
    expect(rest).toMatchObject({
      name: 'Agency',
      uses_left: 2,
      registration_endpoint: `${foyer.url}/acme/oauth2/v1/register`,
    })
    expect((await register(foyer, token)).status).toBe(201)

    const listed = await tokenCommand(foyer, 'list', '--json')
    expect(JSON.parse(listed.stdout)).toMatchObject({
      organizer: 'acme',
      tokens: [{ id, name: 'Agency', uses_left: 1 }],
    })
    expect(listed.stdout).not.toContain(token)
    expect((await tokenCommand(foyer, 'list')).stdout).toMatch(/1 left +until 20\d\d-.* Agency/)

    expect((await tokenCommand(foyer, 'revoke', '--id', id)).stdout).toBe('revoked Agency\n')
    expect((await register(foyer, token)).status).toBe(401)
    const again = await tokenCommand(foyer, 'revoke', '--id', id)
    expect([again.status, again.stderr]).toEqual([1, `foyer: acme has no registration token "${id}"\n`])
  })

  it('say what is wrong, and that registration is switched off', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    const refused = await tokenCommand(foyer, 'create', '--name', 'Agency', '--uses', '0')
    expect(refused).toMatchObject({ status: 1, stderr: 'foyer: uses: Enter a whole number from 1 to 1000.\n' })
    const noted = await tokenCommand(foyer, 'create', '--name', 'Agency')
    expect(noted.status).toBe(0)
    expect(noted.stderr).toContain('foyer organizer set acme sso_registration=true')
  })
})
