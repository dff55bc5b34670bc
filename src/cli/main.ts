import { readFileSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

const root = new URL('../../../', import.meta.url)
enableCompileCache(fileURLToPath(new URL('node_modules/.cache/foyer-compile', root)))

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

const [{ run }, { commands }] = await Promise.all([import('./run.ts'), import('./commands.ts')])
const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { version: string }

const status = await run(process.argv.slice(2), {
  env: process.env,
  cwd: process.cwd(),
  version,
  commands,
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
})
process.stdout.write('', () => process.stderr.write('', () => process.exit(status)))
