import type { FastifyRequest } from 'fastify'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { formatInstant } from '../../../platform/i18n/format.ts'
import { Section } from '../../../ui/page-head.tsx'
import { officePath } from '../../office-access/index.ts'
import type { SsoClient } from '../../sso-clients/index.ts'
import { explain } from '../explain.ts'
import type { RefusedRequests } from '../types.ts'

const SHOWN = 5

/** The latest refused requests of a client, for its page in the back office. */
export function latestRefusals(refusedRequests: RefusedRequests) {
  return async (request: FastifyRequest, client: Pick<SsoClient, 'id'>): Promise<JSX.Element> => {
    const { organizer, t, locale } = request
    await refusedRequests.flush()
    const { refusals } = await refusedRequests.list(organizer.id, { limit: SHOWN, client: client.id })
    const path = (page: string) => officePath(organizer.slug, page)
    return Section({
      title: t('refusedRequests:latest.title'),
      children:
        refusals.length === 0 ? (
          <p class="text-muted">{t('refusedRequests:latest.none')}</p>
        ) : (
          <>
            <ul class="rows">
              {refusals.map((refusal) => (
                <li class="!grid-cols-1">
                  <div class="min-w-0">
                    <a class="link font-semibold" href={path(`ssorefusals/${refusal.reference}`)}>
                      {explain(t, refusal).why}
                    </a>
                    <p class="hint">
                      {formatInstant(refusal.at, locale, organizer.timeZone)} · <code>{refusal.reference}</code>
                    </p>
                  </div>
                </li>
              ))}
            </ul>
            <p class="mt-3">
              <a class="link" href={`${path('ssorefusals')}?client=${client.id}`}>
                {t('refusedRequests:latest.all')}
              </a>
            </p>
          </>
        ),
    })
  }
}
