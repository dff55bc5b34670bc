import type { FastifyRequest } from 'fastify'
import type { Child } from 'hono/jsx'
import { formatInstant } from '../../../platform/i18n/format.ts'
import { Section } from '../../../ui/page-head.tsx'
import { may, officePath, policies } from '../../office-access/index.ts'
import type { SsoProvider } from '../../sso-providers/index.ts'
import { explain } from '../explain.ts'
import type { SsoLogins } from '../types.ts'
import { whoOf } from './list-page.tsx'

const SHOWN = 5

/** The latest logins through a provider, for its page in the back office; nothing for those who may not see them. */
export function latestLogins(ssoLogins: Pick<SsoLogins, 'list'>) {
  return async (request: FastifyRequest, provider: Pick<SsoProvider, 'id'>): Promise<Child | null> => {
    if (!may(request, policies.ssoProviders.seeLogins)) return null
    const { organizer, t, locale } = request
    const { logins } = await ssoLogins.list(organizer.id, { limit: SHOWN, provider: provider.id })
    const path = (page: string) => officePath(organizer.slug, page)
    return Section({
      title: t('ssoLogins:latest.title'),
      text: t(logins.length === 0 ? 'ssoLogins:latest.none' : 'ssoLogins:latest.text'),
      children: logins.length > 0 && (
        <>
          <ul class="rows">
            {logins.map((login) => (
              <li class="!grid-cols-1">
                <div class="min-w-0">
                  <a class="link font-semibold" href={path(`ssologins/${login.reference ?? login.id}`)}>
                    {explain(t, login.outcome).why}
                  </a>
                  {login.reference === null && <span class="sr-only">, </span>}
                  <p class="hint [overflow-wrap:anywhere]">
                    {whoOf(t, login)} · {formatInstant(login.at, locale, organizer.timeZone)}
                    {login.reference !== null && (
                      <>
                        {' '}
                        · <code>{login.reference}</code>
                      </>
                    )}
                  </p>
                </div>
              </li>
            ))}
          </ul>
          <p class="mt-3">
            <a class="link" href={`${path('ssologins')}?provider=${provider.id}`}>
              {t('ssoLogins:latest.all')}
            </a>
          </p>
        </>
      ),
    })
  }
}
