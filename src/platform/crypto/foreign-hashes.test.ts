import { hash, pbkdf2Sync } from 'node:crypto'
import { hashSync } from 'bcryptjs'
import { describe, expect, it } from 'vitest'
import { parseForeignHash } from './foreign-hashes.ts'
import { createPasswordHasher } from './passwords.ts'

const PASSWORD = 'correct horse 1'
const hasher = createPasswordHasher()

const pbkdf2 = (rounds: number) =>
  `pbkdf2_sha256$${rounds}$NaCl$${pbkdf2Sync(PASSWORD, 'NaCl', rounds, 32, 'sha256').toString('base64')}`
const bcryptSha256 = `bcrypt_sha256$${hashSync(hash('sha256', PASSWORD, 'hex'), 4)}`

describe('password hashes of Django', () => {
  it.each([
    ['argon2', async () => `argon2${await hasher.hash(PASSWORD)}`],
    ['pbkdf2_sha256', async () => pbkdf2(1000)],
    ['bcrypt_sha256', async () => bcryptSha256],
    ['bcrypt', async () => `bcrypt$${hashSync(PASSWORD, 4)}`],
  ])('%s open for the right password only, and are to be made anew', async (_kind, make) => {
    const stored = await make()
    expect(parseForeignHash(stored)).not.toBeNull()
    expect(await hasher.verify(PASSWORD, stored)).toBe(true)
    expect(await hasher.verify(`${PASSWORD}!`, stored)).toBe(false)
    expect(await hasher.verify('', stored)).toBe(false)
    expect(hasher.needsRehash(stored)).toBe(true)
  })

  it('knows the reference values of Django 5', async () => {
    const stored = 'pbkdf2_sha256$1$salt$Eg+2z/z4syxDJ53oWSbkE6nPSzj54PLfAGtyPxmvWSc='
    const expected = pbkdf2Sync('password', 'salt', 1, 32, 'sha256').toString('base64')
    expect(await hasher.verify('password', `pbkdf2_sha256$1$salt$${expected}`)).toBe(true)
    expect(parseForeignHash(stored)?.kind).toBe('pbkdf2_sha256')
  })

  it.each([
    ['a plain text', 'password'],
    ['another algorithm', 'md5$salt$5f4dcc3b5aa765d61d8327deb882cf99'],
    ['an unusable password', '!kjh3245'],
    ['a cut hash', 'pbkdf2_sha256$1000$NaCl$c2hvcnQ='],
    ['too many rounds', pbkdf2(1000).replace('$1000$', '$99999999$')],
    ['too much memory', '$argon2id$v=19$m=99999999,t=2,p=1$c2FsdHNhbHQ$c2FsdHNhbHRzYWx0c2FsdA'],
    ['too high a cost', bcryptSha256.replace('$04$', '$31$')],
    ['nothing', ''],
  ])('refuses %s', async (_what, stored) => {
    expect(parseForeignHash(stored)).toBeNull()
    expect(await hasher.verify(PASSWORD, stored)).toBe(false)
  })
})
