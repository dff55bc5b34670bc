import type { FastifyReply, FastifyRequest } from 'fastify'
import { AuthLayout } from '../../../ui/auth-layout.tsx'
import { ButtonLink } from '../../../ui/button.tsx'
import { renderPage } from '../../../ui/render.ts'
import { shopFrame } from '../../organizers/index.ts'

/** Leads on in a navigation of its own, which no policy of our pages is about. Scripts are not needed. */
export async function sendOnward(
  request: FastifyRequest,
  reply: FastifyReply,
  { address, name }: { readonly address: string; readonly name: string },
): Promise<FastifyReply> {
  const { t } = request
  const title = t('ssoLogin:onward.title', { name })
  const page = (
    <AuthLayout frame={shopFrame(request, reply)} title={title}>
      <h1>{title}</h1>
      <p class="mt-2">{t('ssoLogin:onward.text')}</p>
      <p class="mt-6">
        <ButtonLink href={address} tone="primary">
          {t('ssoLogin:onward.submit', { name })}
        </ButtonLink>
      </p>
    </AuthLayout>
  )
  return reply
    .header('cache-control', 'no-store')
    .header('refresh', `0;url=${address}`)
    .html(await renderPage(page))
}
