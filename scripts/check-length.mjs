import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root } from './environment.mjs'

const mostLines = 300
/** Texts, tests, migrations and tables of data may be longer. */
const exempt = /(\/(locales|migrations)\/|\.test\.tsx?$|\/(texts|en|de|icons|settings)\.ts$)/

/** A line for each source file that has grown too long: it becomes a folder with one file per action. */
export function longFiles() {
  return readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter((file) => !exempt.test(file.replaceAll('\\', '/')))
    .map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n').length - 1 }))
    .filter(({ lines }) => lines > mostLines)
    .map(({ file, lines }) => `${relative(root, file)}: ${lines} lines, at most ${mostLines}`)
}
