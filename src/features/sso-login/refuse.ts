import type { FastifyReply, FastifyRequest } from 'fastify'
import { outerPath, withNext } from '../../platform/http/next-path.ts'
import { ProviderProblem } from '../../protocol/client/errors.ts'
import type { LinkItem } from '../../ui/page-frame.ts'
import type { SsoLoginEntry, SsoRefusal } from '../sso-logins/index.ts'
import { type SsoProvider, startPath } from '../sso-providers/index.ts'
import type { SsoLoginDeps } from './deps.ts'
import { providerName } from './names.ts'
import { RefusalPage } from './pages/refusal.tsx'
import { kindOf, LOOKS, type Remedy } from './refusal-kinds.ts'

export interface Refused {
  readonly provider: SsoProvider
  readonly reason: SsoRefusal | 'link_lost'
  /** A path within the organizer's pages; null when it is not known, or none of this browser's business. */
  readonly next: string | null
  /** Of the query of the start, so that the next try is of the same kind. */
  readonly again?: Readonly<Record<string, string>>
  /** For staff. */
  readonly entry?: Omit<SsoLoginEntry, 'outcome'>
  /** The identity was to be added to an account. */
  readonly isLink?: boolean
}

const AGAIN = ['reauth', 'reason', 'login_hint'] as const

/** These are about this browser only: nothing that staff could put right. */
const NOT_NOTED: readonly Refused['reason'][] = [
  'attempt_unknown',
  'attempt_expired',
  'attempt_used',
  'other_browser',
  'link_lost',
]

/** Answers a login that did not work with its page, and notes it for staff. */
export async function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: Pick<SsoLoginDeps, 'platform' | 'log' | 'openidProvider'>,
  { provider, reason, next, again = {}, entry = {}, isLink = false }: Refused,
): Promise<FastifyReply> {
  const { organizer, site, t, locale } = request
  const kind = kindOf(reason)
  const { status, remedies } = LOOKS[kind]
  deps.platform.metrics.login('customer', 'failed', `sso_${kind}`)
  const reference = isNoted(reason)
    ? await deps.log.note(organizer.id, provider.id, { ...entry, outcome: reason })
    : null
  const app = next === null ? null : await deps.openidProvider.describeNext(request, site.base + next)
  const query = queryOf(again)
  const words = { provider: providerName(provider, locale), organizer: organizer.name }
  const onward: Readonly<Record<Remedy, LinkItem>> = {
    again: { text: t('ssoLogin:page.again', words), href: withNext(site, startPath(provider.slug), next, query) },
    other_way: {
      text: t('ssoLogin:page.otherWay'),
      href: withNext(site, '/account/login', next, { ...query, stay: '1' }),
    },
    account: {
      text: t('ssoLogin:page.account'),
      href: isLink ? outerPath(next, site, '/account/security') : `${site.base}/account/`,
    },
  }
  const helpful = isLink ? (['account'] as const) : remedies.filter((it) => it !== 'again' || provider.isActive)
  const actions = helpful.map((remedy) => onward[remedy])
  const page = RefusalPage({ request, reply, kind, status, words, app, reference, actions })
  return reply.code(status).html(await page)
}

/** The page of a problem with the provider. @throws whatever else went wrong */
export function refuseProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: Pick<SsoLoginDeps, 'platform' | 'log' | 'openidProvider'>,
  error: unknown,
  refused: Omit<Refused, 'reason'>,
): Promise<FastifyReply> {
  if (!(error instanceof ProviderProblem)) throw error
  request.log.info({ code: error.code, problem: error.message }, 'a login through a provider did not work')
  const entry = { ...refused.entry, detail: { ...refused.entry?.detail, ...error.detail, problem: error.message } }
  return refuse(request, reply, deps, { ...refused, reason: error.code, entry })
}

/** What of an attempt goes into the address of the next one. */
function queryOf(again: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(AGAIN.flatMap((name) => (again[name] === undefined ? [] : [[name, again[name]]])))
}

function isNoted(reason: Refused['reason']): reason is SsoRefusal {
  return !NOT_NOTED.includes(reason)
}
