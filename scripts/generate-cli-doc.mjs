/* npm run docs:cli: writes docs/guides/cli.md from the commands. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { commands } from '../dist/src/cli/commands.js'
import { cliGuide } from '../dist/src/cli/document.js'

writeFileSync(join(import.meta.dirname, '..', 'docs', 'guides', 'cli.md'), await cliGuide(commands))
