import type { FastifyReply, FastifyRequest } from 'fastify'
import { fittingNext } from '../../core/redirects.ts'
import type { Translate } from '../../platform/i18n/i18n.ts'
import type { Tab } from '../../ui/list-page.tsx'
import { LOGIN_PATH } from '../staff/index.ts'
import type { BackendRegistry, LoadedBackend } from '../staff-backends/index.ts'
import type { BackendOffer } from './backend-offer.ts'
import { singleValues } from './backend-request.ts'
import type { BackendDoors } from './doors.ts'
import { isVisible } from './safe-backend.ts'

/** What the login page offers to this visitor. */
export interface LoginOffer {
  /** One for each visible backend; none when there is only one. */
  readonly tabs: readonly Tab[]
  /** Null when every backend is invisible. */
  readonly selected: BackendOffer | null
  /** Where the form is sent to: this page with its query. */
  readonly action: string
}

/** Asks all backends at once where they lead, each on its own, and chooses the one whose form is shown. */
export async function loginOffer(
  doors: BackendDoors,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<LoginOffer> {
  const query = singleValues(request.query)
  const offers = await Promise.all(doors.backends.all.map((backend) => doors.offer(backend, request, reply)))
  const visible = offers.filter(({ isVisible }) => isVisible)
  const selected = visible.find(({ backend }) => backend.identifier === query.backend) ?? visible[0] ?? null
  return {
    tabs: visible.length < 2 ? [] : visible.map((offer) => tabOf(request.t, offer, offer === selected, query)),
    selected,
    action: loginAddress(query),
  }
}

/** The backend whose form was sent. */
export function selectedBackend({ all }: BackendRegistry, request: FastifyRequest): LoadedBackend | null {
  const { backend: wanted } = singleValues(request.query)
  const visible = all.filter(isVisible)
  return visible.find(({ identifier }) => identifier === wanted) ?? visible[0] ?? null
}

function tabOf(
  t: Translate,
  { backend, name, url, isDown }: BackendOffer,
  current: boolean,
  query: Readonly<Record<string, string>>,
): Tab {
  const href = isDown || url === null ? loginAddress({ ...query, backend: backend.identifier }) : url
  return { href, text: name, current, count: isDown ? t('doors:resting') : undefined }
}

/** The login page with the tab of a backend. `stay` keeps it from leading on by itself. */
export function loginAddress({ backend, next, stay }: Readonly<Record<string, string | undefined>>): string {
  const kept = new URLSearchParams()
  if (backend !== undefined) kept.set('backend', backend)
  if (next !== undefined && fittingNext(next, '') !== '') kept.set('next', next)
  if (stay !== undefined) kept.set('stay', '1')
  return kept.size === 0 ? LOGIN_PATH : `${LOGIN_PATH}?${kept}`
}
