import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { makeFolder } from './make-folder.ts'

const base = mkdtempSync(join(tmpdir(), 'foyer-folder-'))
afterEach(() => rmSync(base, { recursive: true, force: true }))

test('creates a folder with those above it, for its owner only, and may be repeated', () => {
  const path = join(base, 'a', 'b')
  makeFolder(path)
  makeFolder(path)
  expect(statSync(path).mode & 0o777).toBe(0o700)
})

test('a file in the way is an error', () => {
  makeFolder(base)
  writeFileSync(join(base, 'file'), '')
  expect(() => makeFolder(join(base, 'file'))).toThrow(/EEXIST/)
  expect(() => makeFolder(join(base, 'file', 'below'))).toThrow(/ENOTDIR|EEXIST/)
})

test.runIf(existsSync('/proc/self'))('ends in a file system that takes no folders', () => {
  expect(() => makeFolder('/proc/foyer/data')).toThrow(/ENOENT|EACCES|EPERM/)
})
