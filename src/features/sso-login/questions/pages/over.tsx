import type { FastifyReply, FastifyRequest } from 'fastify'
import { ButtonLink } from '../../../../ui/button.tsx'
import { ErrorPage } from '../../../../ui/error-page.tsx'
import { renderPage } from '../../../../ui/render.ts'
import { shopFrame } from '../../../organizers/index.ts'

export type OverKind = 'unknown' | 'answered' | 'expired'

export interface OverPageProps {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly kind: OverKind
  /** What the person can do next, the best first. */
  readonly actions: readonly { readonly text: string; readonly href: string }[]
}

/** There is nothing to be answered any more, and how to begin again. */
export function OverPage({ request, reply, kind, actions }: OverPageProps): Promise<string> {
  const { t } = request
  return renderPage(
    <ErrorPage
      frame={shopFrame(request, reply)}
      status={kind === 'unknown' ? '404' : '410'}
      icon="hourglass"
      title={t(`ssoQuestions:over.${kind}.title`)}
      text={t(`ssoQuestions:over.${kind}.text`)}
      actions={actions.map(({ text, href }, index) => (
        <ButtonLink href={href} tone={index === 0 ? 'primary' : 'plain'}>
          {text}
        </ButtonLink>
      ))}
    />,
  )
}
