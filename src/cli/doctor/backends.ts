import { ConfigError } from '../../config.ts'
import { backendText, type LoadedBackend } from '../../features/staff-backends/index.ts'
import { createFeatures, type Features } from '../../features.ts'
import type { Platform } from '../../platform/platform.ts'
import { type CheckResult, fail, ok, reasonOf, warn } from './check.ts'

/** How long a backend may take to say how it is, in ms. */
const HEALTH_LIMIT_MS = 10_000

/** Whether the staff backends can be built, and one line for each of them. */
export async function checkBackends(platform: Platform): Promise<CheckResult[]> {
  try {
    const features = await createFeatures(platform)
    const { all } = await features.staff.loadBackends()
    const each = await Promise.all(all.map((backend) => checkBackend(backend, features)))
    return [checkSections(all, Object.keys(platform.config.auth)), ...each]
  } catch (error) {
    const found = error instanceof ConfigError ? error.problems.join('; ') : reasonOf(error)
    return [fail('staff backends', found, 'correct auth_backends in foyer.toml')]
  }
}

/** A section that no backend reads is a slip of the pen, or left over. */
function checkSections(all: readonly LoadedBackend[], sections: readonly string[]): CheckResult {
  const names = all.map(({ identifier }) => identifier)
  const unread = sections.filter((section) => !names.includes(section)).map((section) => `[auth.${section}]`)
  if (unread.length === 0) return ok('staff backends', names.join(', '))
  return warn(
    'staff backends',
    `${names.join(', ')}; nothing reads ${unread.join(', ')}`,
    'look at auth_backends in foyer.toml',
  )
}

/** One backend: what it says about itself, then its rules for teams. */
async function checkBackend(backend: LoadedBackend, features: Pick<Features, 'organizers' | 'teams'>) {
  const name = `backend ${backend.identifier}`
  const section = `look at [auth.${backend.identifier}] in foyer.toml`
  const remarks: string[] = []
  try {
    await healthOf(backend, remarks)
    remarks.push(...(await missingTeams(backend, features)))
  } catch (error) {
    return fail(name, reasonOf(error), section)
  }
  if (remarks.length > 0) return warn(name, remarks.join('; '), section)
  return ok(name, `${backendText(backend.verboseName, 'en')}, ${flowsOf(backend).join(', ')}`)
}

/** @param remarks takes what the backend warns of */
async function healthOf(backend: LoadedBackend, remarks: string[]): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`no answer within ${HEALTH_LIMIT_MS / 1000} s`)), HEALTH_LIMIT_MS)
  const remark = (fields: object, message?: string) => void remarks.push(message ?? JSON.stringify(fields))
  const log = { info() {}, warn: remark, error: remark }
  try {
    await Promise.race([backend.checkHealth({ config: backend.config, log }), late])
  } finally {
    clearTimeout(timer)
  }
}

/** How a backend lets people in, as words. */
export function flowsOf({ has, loginFormFields }: LoadedBackend): string[] {
  const isForm = Object.keys(loginFormFields).length > 0
  return [
    ...(isForm ? ['form'] : []),
    ...(has.redirect ? ['redirect'] : []),
    ...(has.request ? ['external session'] : []),
  ]
}

/** Teams that the rules of a backend name and that do not exist. */
async function missingTeams(
  { config }: LoadedBackend,
  { organizers, teams }: Pick<Features, 'organizers' | 'teams'>,
): Promise<string[]> {
  const missing: string[] = []
  for (const { organizer: slug, team } of rulesOf(config.teams)) {
    const organizer = await organizers.bySlug(slug)
    if (!organizer) missing.push(`teams: there is no organizer "${slug}"`)
    else if (!(await teams.manage.byName(organizer, team))) missing.push(`teams: "${slug}" has no team "${team}"`)
  }
  return [...new Set(missing)]
}

/** The rules of backends that have some in the common form. */
function rulesOf(given: unknown): { organizer: string; team: string }[] {
  if (!Array.isArray(given)) return []
  return given.flatMap((rule: unknown) => {
    const { organizer, team } = (rule ?? {}) as Record<string, unknown>
    return typeof organizer === 'string' && typeof team === 'string' ? [{ organizer, team }] : []
  })
}
