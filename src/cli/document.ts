import { type CommandEntry, nameOf } from './command.ts'
import { commandHelp } from './help.ts'

const head = `# Command line

<!-- Made from the commands in src/cli by "npm run docs:cli". -->

\`bin/foyer\` works from any directory, with the project's own Node, and builds what it needs. Commands use the database
directly, so they work with and without a running server; servers see their changes within a second.

With \`--json\` a command answers with one JSON object on stdout and nothing else. The exit status is 0, 1 when something
failed, 2 when the command was typed wrong; then stderr has one line for each problem. Settings come from the environment
and \`foyer.toml\`, see [configuration](configuration.md).

\`\`\`sh
bin/foyer organizer create --slug acme --name "Acme Festival"
bin/foyer organizer set acme customer_accounts=true
bin/foyer user create --email admin@example.org --password "correct horse 12" --admin
bin/foyer client create --organizer acme --name Forum --redirect-uri https://forum.example/callback --json
\`\`\`
`

/** `foyer config --help` also lists every setting, which has a page of its own. */
const withOwnPage = new Set(['config'])

async function sectionOf(entry: CommandEntry): Promise<string> {
  const { notes, ...command } = (await entry.load()).default
  const shown = notes === undefined || withOwnPage.has(entry.noun) ? command : { ...command, notes }
  return [`## ${nameOf(entry)}`, '', '```text', commandHelp(entry, shown), '```', ''].join('\n')
}

/** The reference page of all commands, as Markdown. */
export async function cliGuide(entries: readonly CommandEntry[]): Promise<string> {
  const sections = await Promise.all(entries.map(sectionOf))
  return [head, ...sections].join('\n')
}
