import { type Known, type Setting, settingNames, settings } from './settings.ts'

const anyone: Known = { port: 3000, url: 'http://localhost:3000', nodeEnv: undefined }

function literal(value: unknown): string {
  return Array.isArray(value) ? `[${value.map(literal).join(', ')}]` : JSON.stringify(value)
}

function defaultOf(setting: Setting<unknown>): string {
  if (setting.standardWords !== undefined) return setting.standardWords
  const value = setting.standard(anyone)
  return value === '' ? 'empty' : `\`${literal(value)}\``
}

function sectionOf(setting: Setting<unknown>): string {
  const variables = setting.env.map((name) => `\`${name}\``).join(', else ')
  const rows = [
    `- Environment: ${variables === '' ? 'none, foyer.toml only' : variables}`,
    `- Value: ${setting.value.words}${setting.secret ? ' (secret)' : ''}`,
    `- Default: ${defaultOf(setting)}`,
    ...(setting.example === undefined ? [] : [`- Example: \`${setting.toml} = ${setting.example}\``]),
  ]
  return [`### ${setting.toml}`, '', setting.about, '', ...rows].join('\n')
}

const head = `# Configuration

<!-- Made from src/config/settings.ts by "npm run docs:config". -->

Every setting has a default. \`foyer.toml\` overrides it, and an environment variable overrides both. \`foyer.toml\` is
looked for in the working directory; \`FOYER_CONFIG\` names another file, which then must exist. An empty variable counts
as not set. In a variable, the entries of a list are separated by commas.

An unknown name or a wrong value stops the start with one line for each, and names the setting that was probably meant.
\`foyer config\` shows the effective values and where each comes from, with secrets masked.

\`\`\`toml
# foyer.toml
url = "https://tickets.example"
database_url = "postgres://foyer@localhost/foyer"
auth_backends = ["native", "ldap"]

[auth.ldap]
url = "ldaps://ldap.example"
\`\`\`

A section \`[auth.<identifier>]\` holds the options of the staff backend with that identifier. The backend itself checks
them.

## Settings
`

/** The reference page of all settings, as Markdown. */
export function configGuide(): string {
  return `${[head, ...settingNames.map((name) => `${sectionOf(settings[name])}\n`)].join('\n')}`
}

/** The settings for `--help`: variable, default and meaning. */
export function settingsHelp(): string {
  const lines = settingNames.map((name) => {
    const setting: Setting<unknown> = settings[name]
    const variable = setting.env.length === 0 ? 'foyer.toml only' : setting.env.join(' or ')
    return `  ${setting.toml} (${variable}; default ${defaultOf(setting).replaceAll('`', '')})\n      ${setting.about.replaceAll('`', '')}`
  })
  return ['Settings:', ...lines].join('\n')
}
