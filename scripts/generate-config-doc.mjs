/* npm run docs:config: writes docs/guides/configuration.md from the table of settings. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { configGuide } from '../src/config/document.ts'

writeFileSync(join(import.meta.dirname, '..', 'docs', 'guides', 'configuration.md'), configGuide())
