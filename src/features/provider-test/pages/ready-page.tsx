import type { FastifyReply, FastifyRequest } from 'fastify'
import { AuthLayout } from '../../../ui/auth-layout.tsx'
import { PostButton } from '../../../ui/button.tsx'
import { shopFrame } from '../../organizers/index.ts'

interface ReadyPageProps {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly action: string
  /** Of the provider. */
  readonly name: string
  /** Who tests. */
  readonly by: string
}

/** Says what a test login is before anybody is sent to the provider: what comes back is shown to staff. */
export function ReadyPage({ request, reply, action, name, by }: ReadyPageProps) {
  const { t, organizer } = request
  const title = t('providerTest:ready.title', { name })
  return (
    <AuthLayout frame={shopFrame(request, reply)} title={title}>
      <h1>{title}</h1>
      <p class="mt-3">{t('providerTest:ready.text', { name })}</p>
      <p class="mt-3">{t('providerTest:ready.shown', { by, organizer: organizer.name })}</p>
      <PostButton post={{ action, csrf: reply.csrfToken() }} tone="primary" formClass="mt-6">
        {t('providerTest:ready.submit', { name })}
      </PostButton>
    </AuthLayout>
  )
}
