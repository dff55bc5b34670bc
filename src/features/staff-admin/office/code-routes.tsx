import type { FastifyInstance } from 'fastify'
import { NotFound } from '../../../core/errors.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { SecretOnce } from '../../../ui/copy.tsx'
import { DialogPage } from '../../../ui/dialog-page.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { renderPage } from '../../../ui/render.ts'
import { recentLogin } from '../../office-access/index.ts'
import { adminContext, changeableUserOf, userName, userPath } from './context.ts'
import type { StaffAdminRoutesDeps } from './deps.ts'

/** One recovery code for somebody who lost their second factor. It is shown once. */
export function codeRoutes(
  app: FastifyInstance,
  { staff, staffAdmin, backends, factorCare, platform }: StaffAdminRoutesDeps,
): void {
  app.get('/admin/users/:user/recovery-code', async (request, reply) => {
    if (recentLogin(request, reply, 'very recent') === null) return reply
    const { t } = request
    const user = await changeableUserOf(request, staff)
    if ((await staffAdmin.factors(user.id)).length === 0) throw new NotFound('second factor')
    const crumbs = [{ text: userName(user, t), href: userPath(user) }, { text: t('staffAdmin:menu.code') }]
    const context = adminContext(request, reply, backends, crumbs)
    const title = t('staffAdmin:code.ask', { name: userName(user, t) })
    return reply.html(
      await renderPage(
        <OfficeLayout frame={context.frame} title={title} crumbs={context.crumbs}>
          <DialogPage
            title={title}
            text={t('staffAdmin:code.text')}
            consequences={[
              t('staffAdmin:code.once'),
              t('staffAdmin:code.others'),
              t('staffAdmin:code.mail', { email: user.email }),
            ]}
            post={{ action: userPath(user, 'recovery-code'), csrf: context.csrf }}
            submit={t('staffAdmin:code.submit')}
            cancel={{ href: userPath(user), text: t('words:cancel') }}
          />
        </OfficeLayout>,
      ),
    )
  })

  app.post('/admin/users/:user/recovery-code', async (request, reply) => {
    const login = recentLogin(request, reply, 'very recent')
    if (login === null) return reply
    const { t } = request
    const user = await changeableUserOf(request, staff)
    const code = await factorCare.addRecoveryCode(user, login.actor)
    if (code === null) throw new NotFound('second factor that a code could stand in for')
    platform.outbox.wake()
    const crumbs = [{ text: userName(user, t), href: userPath(user) }, { text: t('staffAdmin:menu.code') }]
    const { frame, ...context } = adminContext(request, reply, backends, crumbs)
    const title = t('staffAdmin:code.done', { name: userName(user, t) })
    return reply.header('cache-control', 'no-store').html(
      await renderPage(
        <OfficeLayout frame={frame} title={title} crumbs={context.crumbs} scripts={['copy']}>
          <PageHead title={title} />
          <div class="max-w-2xl">
            <SecretOnce
              title={t('staffAdmin:code.title')}
              secret={code}
              note={t('staffAdmin:code.note')}
              labels={frame.labels}
            />
            <p class="mt-6">
              <ButtonLink href={userPath(user)}>{t('staffAdmin:code.back')}</ButtonLink>
            </p>
          </div>
        </OfficeLayout>,
      ),
    )
  })
}
