import type { FastifyReply, FastifyRequest } from 'fastify'
import { AuthLayout } from '../../../ui/auth-layout.tsx'
import { ButtonLink } from '../../../ui/button.tsx'
import { shopFrame } from '../../organizers/index.ts'

interface DonePageProps {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  /** The page of the run in the back office; null when the test is over, or there is none. */
  readonly office: string | null
}

/** The end of a test login in the tab of the provider. Nobody is logged in. */
export function DonePage({ request, reply, office }: DonePageProps) {
  const { t } = request
  const word = office === null ? 'over' : 'done'
  const title = t(`providerTest:${word}.title`)
  return (
    <AuthLayout frame={shopFrame(request, reply)} title={title}>
      <h1>{title}</h1>
      <p class="mt-3">{t(`providerTest:${word}.text`)}</p>
      {office !== null && (
        <p class="mt-6">
          <ButtonLink href={office}>{t('providerTest:done.toResult')}</ButtonLink>
        </p>
      )}
    </AuthLayout>
  )
}
