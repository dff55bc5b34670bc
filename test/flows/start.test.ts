import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../support/free-port.ts'
import {
  BUILD_LIMIT_MS,
  buildProgram,
  type CommandResult,
  runFoyer,
  spawnFoyer,
  untilItAnswers,
} from '../support/run-foyer.ts'

beforeAll(buildProgram, BUILD_LIMIT_MS)

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-start-'))
  folders.push(folder)
  return folder
}

const lines = (status: number, ...problems: string[]): CommandResult => ({
  status,
  stdout: '',
  stderr: problems.map((problem) => `foyer: ${problem}\n`).join(''),
})
const SECRET_ADVICE = 'production mode needs at least 32 characters, such as the output of "openssl rand -base64 32"'

describe('a server that cannot start says why, and nothing else', () => {
  it('when its port is taken', async () => {
    const other = createServer().listen(0, 'localhost')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const result = await runFoyer(['serve'], { FOYER_PORT: String(port), FOYER_DATA_DIR: newFolder() })
    other.close()
    expect(result).toEqual(lines(1, `Port ${port} is in use by another program. Choose another one with FOYER_PORT.`))
  })

  it('when its data folder cannot be written', async () => {
    const file = join(newFolder(), 'a-file')
    writeFileSync(file, '')
    const inDevelopment = await runFoyer(['serve'], { FOYER_DATA_DIR: join(file, 'data') })
    expect(inDevelopment).toMatchObject({ status: 1, stdout: '' })
    expect(inDevelopment.stderr).toMatch(
      /^foyer: data_dir: the secret in .*a-file.data can be neither read nor created \(.*\)\n$/,
    )
    const withSecret = await runFoyer(['serve'], { FOYER_DATA_DIR: join(file, 'data'), FOYER_SECRET: 'x'.repeat(32) })
    expect(withSecret).toMatchObject({ status: 1, stdout: '' })
    expect(withSecret.stderr).toMatch(/^foyer: cannot write the database file .*a-file.data.foyer\.sqlite: .*\n$/)
  })

  it('when the database cannot be reached, without its password', async () => {
    const port = await freePort()
    const env = { DATABASE_URL: `postgres://foyer:hidden@127.0.0.1:${port}/foyer`, FOYER_DATA_DIR: newFolder() }
    const result = await runFoyer(['serve'], env)
    expect(result).toMatchObject({ status: 1, stdout: '' })
    expect(result.stderr).toMatch(
      new RegExp(`^foyer: cannot connect to PostgreSQL at 127\\.0\\.0\\.1:${port} \\(database foyer\\): .*\n$`),
    )
    expect(result.stderr).not.toContain('hidden')
  })

  it('when production mode lacks a secret, or has a short one', async () => {
    const env = { FOYER_MODE: 'production', FOYER_DATA_DIR: newFolder() }
    expect(await runFoyer(['serve'], env)).toEqual(lines(1, `FOYER_SECRET: is missing; ${SECRET_ADVICE}`))
    expect(await runFoyer(['serve'], { ...env, FOYER_SECRET: 'short' })).toEqual(
      lines(1, `FOYER_SECRET: is too short; ${SECRET_ADVICE}`),
    )
  })

  it('when foyer.toml or the environment holds what it does not know, one line for each', async () => {
    const cwd = newFolder()
    const file = join(cwd, 'foyer.toml')
    writeFileSync(file, 'prot = 4000\n')
    expect(await runFoyer(['serve'], { FOYER_SECRT: 'x' }, cwd)).toEqual(
      lines(
        1,
        `${file}: unknown setting prot, did you mean port?`,
        'FOYER_SECRT: unknown setting, did you mean FOYER_SECRET?',
      ),
    )
  })

  it('when a staff backend is unknown', async () => {
    const cwd = newFolder()
    writeFileSync(join(cwd, 'foyer.toml'), 'auth_backends = ["natve"]\n')
    const result = await runFoyer(['serve'], { FOYER_DATA_DIR: newFolder() }, cwd)
    expect(result).toEqual(
      lines(
        1,
        'auth_backends: "natve": is neither built in (native, oidc, ldap, proxy-header, saml) nor an installed package, did you mean "native"?',
      ),
    )
  })

  it('when the command line is wrong: exit status 2', async () => {
    expect(await runFoyer(['serv'])).toEqual(lines(2, 'unknown command serv, did you mean serve? See "foyer --help"'))
    expect(await runFoyer(['serve', '--wokers', '2'])).toEqual(
      lines(2, 'unknown flag --wokers, did you mean --workers? See "foyer serve --help"'),
    )
    expect(await runFoyer(['organizer', 'create', '--slug', 'acme'])).toEqual(
      lines(2, '--name is missing (full name); see "foyer organizer create --help"'),
    )
  })
})

describe('a server that is told to stop', () => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`finishes the request in flight and ends with 0 after ${signal}`, async () => {
      const port = await freePort()
      const url = `http://localhost:${port}`
      const server = spawnFoyer(['serve'], { FOYER_PORT: String(port), FOYER_URL: url, FOYER_DATA_DIR: newFolder() })
      await untilItAnswers(server, url)
      const request = await beginForm(port)
      server.process.kill(signal)
      await untilRefused(port)
      request.end('a%40b.example&x=y')
      const answer = await text(request)
      expect(answer).toMatch(/^HTTP\/1\.1 (303|403|422) /)
      expect(answer.trimEnd()).toMatch(/<\/html>$/)
      expect(await server.result).toMatchObject({ status: 0 })
      expect(server.said.stderr.split('\n')).toContain(`Foyer listens on ${url}`)
    })
  }
})

/** Sends half of a form and resolves when the server has begun to read it. */
async function beginForm(port: number): Promise<Socket> {
  const socket = connect(port, 'localhost')
  await once(socket, 'connect')
  socket.write(
    [
      'POST /control/login HTTP/1.1',
      `Host: localhost:${port}`,
      'Content-Type: application/x-www-form-urlencoded',
      'Content-Length: 20',
      'Expect: 100-continue',
      'Connection: close',
      '\r\n',
    ].join('\r\n'),
  )
  const [chunk] = (await once(socket, 'data')) as [Buffer]
  expect(chunk.toString()).toContain('100 Continue')
  socket.write('em=')
  return socket
}

/** Resolves when nobody listens on the port any more. */
async function untilRefused(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, 'localhost')
    const isOpen = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false)
    socket.destroy()
    if (!isOpen) return
  }
}
