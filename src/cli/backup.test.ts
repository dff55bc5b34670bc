import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { foyer, newFolder } from './testing.ts'

test('a copy can be started with, and holds what was there', async () => {
  const [FOYER_DATA_DIR, copy] = [newFolder(), newFolder()]
  await foyer(['organizer', 'create', '--slug', 'acme', '--name', 'Acme'], { FOYER_DATA_DIR })
  const file = join(copy, 'foyer.sqlite')
  const { status, stdout, stderr } = await foyer(['backup', '--to', file, '--json'], { FOYER_DATA_DIR })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(JSON.parse(stdout)).toEqual({ file, bytes: expect.any(Number) })
  const listed = await foyer(['organizer', 'list', '--json'], { FOYER_DATA_DIR: copy })
  expect(JSON.parse(listed.stdout).organizers).toMatchObject([{ slug: 'acme' }])
})

test('a relative name begins at the working directory', async () => {
  const [FOYER_DATA_DIR, cwd] = [newFolder(), newFolder()]
  await foyer(['migrate'], { FOYER_DATA_DIR })
  expect((await foyer(['backup', '--to', 'copy.sqlite'], { FOYER_DATA_DIR }, cwd)).status).toBe(0)
  expect(readdirSync(cwd)).toEqual(['copy.sqlite'])
})

test('without a database there is nothing to copy, and none is made', async () => {
  const FOYER_DATA_DIR = newFolder()
  const source = join(FOYER_DATA_DIR, 'foyer.sqlite')
  expect(await foyer(['backup', '--to', 'copy.sqlite'], { FOYER_DATA_DIR })).toEqual({
    status: 1,
    stdout: '',
    stderr: `foyer: there is no database ${source}\n`,
  })
  expect(existsSync(source)).toBe(false)
})

test('PostgreSQL is left to pg_dump, named in one line', async () => {
  const env = { FOYER_DATA_DIR: newFolder(), DATABASE_URL: 'postgres://foyer:hidden@127.0.0.1:9/foyer' }
  const { status, stderr } = await foyer(['backup', '--to', 'copy'], env)
  expect(status).toBe(1)
  expect(stderr).toMatch(/^foyer: .*pg_dump --format=custom --file=foyer\.dump "\$DATABASE_URL"\n$/)
})
