import type { FastifyReply, FastifyRequest } from 'fastify'
import { ButtonLink } from '../../../ui/button.tsx'
import { ErrorPage } from '../../../ui/error-page.tsx'
import { renderPage } from '../../../ui/render.ts'
import { shopFrame } from '../../organizers/index.ts'
import type { RefusalKind } from '../refusal-kinds.ts'

export interface RefusalPageProps {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly kind: RefusalKind
  readonly status: number
  /** Names that texts use. */
  readonly words: { readonly provider: string; readonly organizer: string }
  /** The app that waits at the end of the way. */
  readonly app: { readonly name: string } | null
  /** Under which staff find what happened; null when it was not noted. */
  readonly reference: string | null
  /** What the person can do next, the best first. */
  readonly actions: readonly { readonly text: string; readonly href: string }[]
}

/** Why somebody did not come in through a provider, and what they can do. */
export function RefusalPage(props: RefusalPageProps): Promise<string> {
  const { request, reply, kind, status, words, app, reference, actions } = props
  const { t } = request
  return renderPage(
    <ErrorPage
      frame={shopFrame(request, reply)}
      status={`${status}`}
      title={t(`ssoLogin:refused.${kind}.title`, words)}
      text={
        <>
          {t(`ssoLogin:refused.${kind}.text`, words)}
          {app !== null && <span class="mt-3 block text-muted">{t('ssoLogin:page.waiting', { app: app.name })}</span>}
        </>
      }
      actions={
        actions.length > 0 &&
        actions.map(({ text, href }, index) => (
          <ButtonLink href={href} tone={index === 0 ? 'primary' : 'plain'}>
            {text}
          </ButtonLink>
        ))
      }
      reference={
        reference === null
          ? undefined
          : { label: t('errors:reference'), code: reference, text: t('ssoLogin:page.reference', words) }
      }
    />,
  )
}
