import type { FastifyReply, FastifyRequest } from 'fastify'
import { isLocalPath } from '../../core/redirects.ts'
import type { Log } from '../../platform/observe/log.ts'
import type { Tab } from '../../ui/list-page.tsx'
import { LOGIN_PATH } from '../staff/index.ts'
import { ask, type BackendRegistry, backendText, type LoadedBackend } from '../staff-backends/index.ts'
import { type BackendCalls, type BackendMessage, singleValues } from './backend-request.ts'

/** What the login page offers to this visitor. */
export interface LoginOffer {
  /** One for each visible backend; none when there is only one. */
  readonly tabs: readonly Tab[]
  /** Null when every backend is invisible. */
  readonly selected: LoadedBackend | null
  /** Name of the selected backend. */
  readonly name: string
  /** Where the selected backend's login begins, for those that lead elsewhere. */
  readonly url: string | null
  /** The selected backend could not be asked. */
  readonly isDown: boolean
  /** Where the form is sent to: this page with its query. */
  readonly action: string
  readonly messages: readonly BackendMessage[]
}

interface OfferDeps {
  readonly backends: BackendRegistry
  readonly calls: BackendCalls
  readonly log: Log
}

/** Asks all backends at once where they lead, each on its own, and chooses the one whose form is shown. */
export async function loginOffer(deps: OfferDeps, request: FastifyRequest, reply: FastifyReply): Promise<LoginOffer> {
  const query = singleValues(request.query)
  const links = await Promise.all(deps.backends.all.map((backend) => linkOf(deps, backend, request, reply)))
  const visible = links.filter(({ isVisible }) => isVisible)
  const chosen = visible.find(({ backend }) => backend.identifier === query.backend) ?? visible[0]
  return {
    tabs: visible.length < 2 ? [] : visible.map((link) => tabOf(link, link === chosen, query)),
    selected: chosen?.backend ?? null,
    name: chosen?.name ?? '',
    url: chosen?.url ?? null,
    isDown: chosen?.isDown ?? false,
    action: withQuery(query),
    messages: chosen?.messages ?? [],
  }
}

/** The backend whose form was sent. */
export function selectedBackend({ all }: BackendRegistry, request: FastifyRequest): LoadedBackend | null {
  const { backend: wanted } = singleValues(request.query)
  const visible = all.filter(isVisible)
  return visible.find(({ identifier }) => identifier === wanted) ?? visible[0] ?? null
}

interface BackendLink {
  readonly backend: LoadedBackend
  readonly name: string
  readonly isVisible: boolean
  readonly url: string | null
  readonly isDown: boolean
  readonly messages: readonly BackendMessage[]
}

async function linkOf(
  { calls, log }: OfferDeps,
  backend: LoadedBackend,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<BackendLink> {
  const call = calls(backend, request, reply)
  const answer = await ask(backend, 'authenticationUrl', () => backend.authenticationUrl(call.request), { log })
  const url = answer.ok && isAddress(answer.value) ? answer.value : null
  if (answer.ok && answer.value !== null && url === null) {
    log.warn({ backend: backend.identifier }, 'a staff backend gave an authentication URL that is no address')
  }
  return {
    backend,
    name: backendText(backend.verboseName, request.locale),
    isVisible: isVisible(backend),
    url,
    isDown: !answer.ok,
    messages: call.messages,
  }
}

/** A backend that cannot say whether it is visible is shown, so that its failure is seen. */
function isVisible(backend: LoadedBackend): boolean {
  try {
    return backend.visible
  } catch {
    return true
  }
}

function isAddress(url: unknown): url is string {
  if (typeof url !== 'string') return false
  return isLocalPath(url) || /^https?:$/.test(URL.parse(url)?.protocol ?? '')
}

function tabOf({ backend, name, url }: BackendLink, current: boolean, query: Record<string, string>): Tab {
  return { href: url ?? withQuery({ ...query, backend: backend.identifier }), text: name, current }
}

function withQuery({ backend, next }: Readonly<Record<string, string>>): string {
  const kept = new URLSearchParams()
  if (backend !== undefined) kept.set('backend', backend)
  if (next !== undefined) kept.set('next', next)
  return kept.size === 0 ? LOGIN_PATH : `${LOGIN_PATH}?${kept}`
}
