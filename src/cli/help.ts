import { commonFlags } from './arguments.ts'
import { type Command, type CommandEntry, nameOf } from './command.ts'
import type { FlagSpec, FlagSpecs } from './flags.ts'
import { table } from './output.ts'
import type { PositionalSpecs } from './positionals.ts'

function listOf(entries: readonly CommandEntry[]): string {
  return table(entries.map((entry) => [`  foyer ${nameOf(entry)}`, entry.summary]))
}

/** Help of the whole program. */
export function overview(entries: readonly CommandEntry[]): string {
  return [
    'foyer: customer accounts, memberships and single sign-on for ticket shops',
    '',
    listOf(entries),
    '',
    '"foyer <command> --help" explains a command. With --json a command answers with one JSON object on stdout.',
    'Settings: FOYER_* in the environment over foyer.toml over defaults; "foyer config --help" lists them.',
  ].join('\n')
}

/** Help of a noun that has verbs. */
export function nounHelp(entries: readonly CommandEntry[]): string {
  return listOf(entries)
}

function valueWord(spec: FlagSpec): string {
  if (spec.type === 'boolean') return ''
  if (spec.type === 'number') return ' N'
  return spec.type === 'string' && spec.choices !== undefined ? ` ${spec.choices.join('|')}` : ' TEXT'
}

function flagNote(spec: FlagSpec): string {
  if (spec.type === 'strings') return spec.required ? ' (required, repeatable)' : ' (repeatable)'
  return spec.type !== 'boolean' && spec.required ? ' (required)' : ''
}

function positionalWord(name: string, specs: PositionalSpecs): string {
  const spec = specs[name]
  if (spec?.rest) return spec.optional ? `[<${name}>...]` : `<${name}>...`
  return spec?.optional ? `[<${name}>]` : `<${name}>`
}

/** Help of one command. */
export function commandHelp(entry: CommandEntry, command: Command): string {
  const flags: FlagSpecs = { ...command.flags, ...commonFlags }
  const words = Object.keys(command.positionals).map((name) => positionalWord(name, command.positionals))
  const usage = ['foyer', nameOf(entry), ...words, '[flags]'].join(' ')
  const rows = [
    ...Object.entries(command.positionals).map(([name, { summary }]) => [`  <${name}>`, summary]),
    ...Object.entries(flags).map(([name, spec]) => [
      `  --${name}${valueWord(spec)}`,
      `${spec.summary}${flagNote(spec)}`,
    ]),
  ]
  const notes = command.notes?.()
  return [usage, `  ${entry.summary}`, '', table(rows), ...(notes === undefined ? [] : ['', notes])].join('\n')
}
