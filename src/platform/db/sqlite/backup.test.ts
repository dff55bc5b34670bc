import { mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openTestDb } from '../../../../test/support/databases.ts'
import { openDb } from '../db.ts'
import { BackupRefused, backupSqlite } from './backup.ts'

const newFolder = () => mkdtempSync(join(tmpdir(), 'foyer-backup-'))

test('a copy holds what was committed before, while others write', async () => {
  await using test = await openTestDb('sqlite')
  await test.db.q.insertInto('installation').values({ key: 'a', value: 'before' }).execute()
  const file = join(newFolder(), 'copy.sqlite')
  const other = await openDb(test.location.options)
  const writes = Array.from({ length: 50 }, (_, i) =>
    other.q
      .insertInto('installation')
      .values({ key: `later ${i}`, value: 'x' })
      .execute(),
  )
  const bytes = await backupSqlite(test.db, file)
  await Promise.all(writes)
  await other.close()
  expect(statSync(file)).toMatchObject({ size: bytes })
  expect(statSync(file).mode & 0o077).toBe(0)
  const copy = await openDb({ sqliteFile: file })
  const row = await copy.q.selectFrom('installation').select('value').where('key', '=', 'a').executeTakeFirst()
  await copy.close()
  expect(row).toEqual({ value: 'before' })
})

test('an existing file is kept, a missing folder is named, and nothing is left behind', async () => {
  await using test = await openTestDb('sqlite')
  const folder = newFolder()
  const file = join(folder, 'taken')
  writeFileSync(file, 'precious')
  await expect(backupSqlite(test.db, file)).rejects.toThrow(`${file} exists already`)
  await expect(backupSqlite(test.db, join(folder, 'none', 'copy'))).rejects.toBeInstanceOf(BackupRefused)
  expect(readdirSync(folder)).toEqual(['taken'])
})
