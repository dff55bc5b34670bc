import { describe, expect, it } from 'vitest'
import { ldapConfigSchema } from '../../src/features/staff-backends/ldap/config.ts'
import { checkDirectory } from '../../src/features/staff-backends/ldap/health.ts'
import { ldapFolder, ldapLogin } from '../support/ldap-logins.ts'
import { ldapSettings, startDirectory } from '../support/ldap-people.ts'
import { CA_FILE } from '../support/ldap-server.ts'
import { startFoyer } from '../support/server.ts'
import { staffClient, staffUser } from '../support/staff.ts'

const UNKNOWN = 'does not match an account'

describe('the servers of a directory', () => {
  it('are tried in order', async () => {
    await using first = await startDirectory()
    await using second = await startDirectory()
    using folder = ldapFolder([first.url, second.url])
    await using foyer = await startFoyer('sqlite', { env: folder.env })
    expect((await ldapLogin(foyer)).status).toBe(303)
    expect(second.asked).toEqual([])
    await first[Symbol.asyncDispose]()
    expect((await ldapLogin(foyer)).status).toBe(303)
    expect(second.asked.filter((asked) => asked.startsWith('bind'))).toHaveLength(2)
  })

  it('may all be down: the page says so, and others log in', async () => {
    const directory = await startDirectory()
    await directory[Symbol.asyncDispose]()
    using folder = ldapFolder([directory.url])
    await using foyer = await startFoyer('sqlite', { env: folder.env })
    await staffUser(foyer, 'boss@example.org')
    const failed = await ldapLogin(foyer)
    expect([failed.status, failed.text]).toEqual([422, expect.stringContaining('Company account')])
    expect(failed.text).not.toContain(UNKNOWN)
    expect((await (await staffClient(foyer, 'boss@example.org')).get('/control/')).status).toBe(200)
  })

  it('may be slow: they are not waited for any longer than the configuration says', async () => {
    await using directory = await startDirectory()
    directory.delayMs = 3000
    using folder = ldapFolder([directory.url], { timeout_ms: 150 })
    await using foyer = await startFoyer('sqlite', { env: folder.env })
    const failed = await ldapLogin(foyer)
    expect(failed.status).toBe(422)
    expect(failed.text).not.toContain(UNKNOWN)
  })

  it.each([{ ldaps: true }, { ldaps: false }])('speak TLS, from the start or later: %o', async ({ ldaps }) => {
    await using directory = await startDirectory({ ldaps })
    using folder = ldapFolder([directory.url], { starttls: !ldaps, ca_file: CA_FILE })
    await using foyer = await startFoyer('sqlite', { env: folder.env })
    expect((await ldapLogin(foyer)).status).toBe(303)
    expect(directory.asked[0]).toBe(ldaps ? 'bind cn=foyer,ou=services,dc=example,dc=org' : 'starttls')
  })
})

describe('the check of a directory', () => {
  function health(urls: readonly string[], settings: Readonly<Record<string, unknown>> = {}) {
    const section = { ...ldapSettings(urls), ...settings }
    return checkDirectory(ldapConfigSchema({ folder: '/', env: {} }).parse(section))
  }

  it('is content when every server answers', async () => {
    await using directory = await startDirectory()
    await health([directory.url])
    await health([directory.url], { starttls: true, ca_file: CA_FILE })
    await expect.poll(() => directory.open.size).toBe(0)
  })

  it('names the server and what is wrong with it', async () => {
    await using directory = await startDirectory()
    await using down = await startDirectory()
    await down[Symbol.asyncDispose]()
    await expect(health([directory.url, down.url])).rejects.toThrow(`${down.url}: connect ECONNREFUSED`)
    await expect(health([directory.url], { starttls: true })).rejects.toThrow('certificate')
    await using moved = await startDirectory({ host: '127.0.0.2' })
    const encrypted = { starttls: true, ca_file: CA_FILE }
    await expect(health([moved.url], encrypted)).rejects.toThrow("IP: 127.0.0.2 is not in the cert's list")
    await health([moved.url], { ...encrypted, tls_verify: false })
    await expect(health([directory.url], { bind_password: 'wrong' })).rejects.toThrow('refuses the service account')
    await expect(health([directory.url], { base_dn: 'dc=nowhere' })).rejects.toThrow(
      'base_dn dc=nowhere cannot be read',
    )
  })
})
