import type { FastifyInstance } from 'fastify'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { HistoryTimeline } from '../../../ui/history-timeline.tsx'
import { KeyPager, LineTabs } from '../../../ui/list-page.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { renderPage } from '../../../ui/render.ts'
import { type AuditAction, describeEntry, historyPage } from '../../audit/index.ts'
import { isAnonymised } from '../rules.ts'
import { adminContext, userName, userOf, userPath } from './context.ts'
import type { StaffAdminRoutesDeps } from './deps.ts'
import { DetailPage } from './detail.tsx'

const LATEST = 8
const PAGE_SIZE = 50
const LOGINS: readonly AuditAction[] = ['foyer.staff.login', 'foyer.staff.login.failed', 'foyer.staff.logout']

/** Everything about one account, and all that happened to it. */
export function detailRoutes(app: FastifyInstance, deps: StaffAdminRoutesDeps): void {
  const { staff, staffAdmin, audit, backends } = deps
  const targets = backends.all.map(({ identifier }) => identifier)

  app.get('/admin/users/:user', async (request, reply) => {
    const { t, locale } = request
    const user = await userOf(request, staff)
    const [holdings, teams, factors, recoveryCodes, sessions, entries] = await Promise.all([
      staffAdmin.holdings(user),
      staffAdmin.teams(user.id),
      staffAdmin.factors(user.id),
      staffAdmin.recoveryCodesLeft(user.id),
      staff.sessions.ofUser(user.id),
      audit.listOfStaff(user.id, { limit: LATEST }),
    ])
    const context = adminContext(request, reply, backends, [{ text: userName(user, t) }])
    const { timeZone } = context.admin
    const history = entries.map((entry) => describeEntry(t, entry, { locale, timeZone }))
    const page = {
      context,
      user,
      holdings,
      passwordLinks: deps.passwordLinks,
      targets,
      teams,
      factors,
      recoveryCodes,
      sessions,
      history,
    }
    return reply.html(await renderPage(DetailPage(page)))
  })

  app.get('/admin/users/:user/history', async (request, reply) => {
    const { t, locale } = request
    const user = await userOf(request, staff)
    const query = request.query as Record<string, unknown>
    const only = query.only === 'logins' ? 'logins' : 'all'
    const part = await historyPage(
      (options) => audit.listOfStaff(user.id, { ...options, ...(only === 'logins' && { actions: LOGINS }) }),
      query,
      PAGE_SIZE,
    )
    const { entries } = part
    const context = adminContext(request, reply, backends, [
      { text: userName(user, t), href: userPath(user) },
      { text: t('staffAdmin:detail.history') },
    ])
    const address = (name: 'before' | 'after', place: string | undefined) =>
      place === undefined
        ? undefined
        : userPath(user, `history?${new URLSearchParams({ ...(only === 'logins' && { only }), [name]: place })}`)
    const title = t('staffAdmin:story.title', { name: userName(user, t) })
    return reply.html(
      await renderPage(
        <OfficeLayout frame={context.frame} title={title} crumbs={context.crumbs}>
          <PageHead title={title} text={isAnonymised(user) ? t('staffAdmin:story.anonymised') : undefined} />
          <LineTabs
            class="mb-6"
            label={t('staffAdmin:story.views')}
            tabs={(['all', 'logins'] as const).map((view) => ({
              href: userPath(user, view === 'all' ? 'history' : 'history?only=logins'),
              text: t(`staffAdmin:story.${view}`),
              current: view === only,
            }))}
          />
          {entries.length === 0 ? (
            <EmptyState title={t('staffAdmin:story.empty')} />
          ) : (
            <div class="max-w-3xl">
              <HistoryTimeline
                entries={entries.map((entry) => describeEntry(t, entry, { locale, timeZone: context.admin.timeZone }))}
              />
              <KeyPager
                summary={t('staffAdmin:story.count', { count: entries.length })}
                newer={address('after', part.newer)}
                older={address('before', part.older)}
                labels={context.frame.labels}
              />
            </div>
          )}
        </OfficeLayout>,
      ),
    )
  })
}
