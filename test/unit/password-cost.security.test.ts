import { tmpdir } from 'node:os'
import { expect, it } from 'vitest'
import { loadConfig } from '../../src/config.ts'
import { createPlatform } from '../../src/platform/platform.ts'
import { createTexts } from '../../src/texts.ts'
import { newPlace } from '../support/server.ts'

it('a server that is told nothing about costs hashes passwords at the floor of OWASP', async () => {
  const place = await newPlace('sqlite')
  const config = loadConfig({ cwd: tmpdir(), env: { FOYER_SECRET: 'only for tests, but long enough', ...place.env } })
  const platform = await createPlatform(config, { i18n: createTexts() })
  expect(await platform.passwords.hash('correct horse 1')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  await platform.close()
  await place.remove()
})
