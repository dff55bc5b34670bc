import type { FastifyReply, FastifyRequest } from 'fastify'
import { contentSources } from '../../platform/http/content-source.ts'
import { allowFormTargets } from '../../platform/http/security-headers.ts'
import type { AuthorizationOutcome } from '../../protocol/provider/authorization/types.ts'
import { AuthLayout } from '../../ui/auth-layout.tsx'
import { Button } from '../../ui/button.tsx'
import { renderPage } from '../../ui/render.ts'
import { shopFrame } from '../organizers/index.ts'

type FormPost = Extract<AuthorizationOutcome, { kind: 'form_post' }>

/** The page that carries an answer to the app by itself, or by its button in a browser without scripts. Form Post Response Mode 1.0. */
export async function sendFormPost(
  request: FastifyRequest,
  reply: FastifyReply,
  { action, fields }: FormPost,
): Promise<FastifyReply> {
  const { t } = request
  const url = new URL(action)
  allowFormTargets(reply, isWeb(url) ? [url.protocol] : contentSources(url))
  const page = (
    <AuthLayout frame={shopFrame(request, reply)} title={t('openidProvider:onward.title')} scripts={['form-post']}>
      <h1>{t('openidProvider:onward.title')}</h1>
      <p class="mt-2">{t('openidProvider:onward.text', { host: url.host })}</p>
      <form method="post" action={action} data-submit-at-once="" class="mt-6">
        {Object.entries(fields).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <Button tone="primary">{t('openidProvider:onward.submit')}</Button>
      </form>
    </AuthLayout>
  )
  return reply.html(await renderPage(page))
}

/** To any place of the web: where the app leads on from the address that takes its answers, the policy holds, too. */
function isWeb({ protocol }: URL): boolean {
  return protocol === 'https:' || protocol === 'http:'
}
