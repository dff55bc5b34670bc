import type { FastifyReply, FastifyRequest } from 'fastify'
import { AuthLayout } from '../../ui/auth-layout.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { renderPage } from '../../ui/render.ts'
import { shopFrame } from '../organizers/index.ts'

/**
 * True when the browser came here from a form of ours, such as the login. A browser that holds such a form to the targets of its
 * page (form-action) holds all redirects that follow to them, also those of the app, which may lead to any other place. W3C
 * Content Security Policy 3, 6.4.1; Fetch Metadata.
 */
export function comesFromOwnPage({ headers }: FastifyRequest): boolean {
  return headers['sec-fetch-site'] === 'same-origin' && headers['sec-fetch-dest'] === 'document'
}

/** Leads to the app in a navigation of its own, which no policy of our pages is about. Scripts are not needed. */
export async function sendOnward(
  request: FastifyRequest,
  reply: FastifyReply,
  location: string,
): Promise<FastifyReply> {
  const { t } = request
  const title = t('openidProvider:onward.title')
  const page = (
    <AuthLayout frame={shopFrame(request, reply)} title={title}>
      <h1>{title}</h1>
      <p class="mt-2">{t('openidProvider:onward.text', { host: new URL(location).host })}</p>
      <p class="mt-6">
        <ButtonLink href={location} tone="primary">
          {t('openidProvider:onward.submit')}
        </ButtonLink>
      </p>
    </AuthLayout>
  )
  return reply.header('refresh', `0;url=${location}`).html(await renderPage(page))
}
