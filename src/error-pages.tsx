import type { FastifyRequest } from 'fastify'
import { shopFrame } from './features/organizers/index.ts'
import type { ErrorPage as DrawErrorPage, Problem } from './platform/http/errors.ts'
import { say } from './platform/i18n/i18n.ts'
import { ButtonLink } from './ui/button.tsx'
import { ErrorPage } from './ui/error-page.tsx'
import { renderPage } from './ui/render.ts'
import { requestFrame } from './ui/request-frame.ts'

/** Errors in the look of the place where they happened: under the organizer's name, or under ours. */
export const errorPage: DrawErrorPage = async (request, reply, problem) => {
  const { t } = request
  const inShop = Boolean(request.organizer && request.site)
  const frame = inShop
    ? shopFrame(request, reply)
    : requestFrame(request, reply, request.server.assets, { name: request.server.siteName })
  const home = inShop ? `${request.site.base}/` : request.url.startsWith('/control') ? '/control/' : undefined
  return renderPage(
    <ErrorPage
      frame={frame}
      status={`${problem.status}`}
      title={titleOf(request, problem)}
      text={say(t, problem.text)}
      home={home ?? '/'}
      actions={home && <ButtonLink href={home}>{t('errors:toFrontPage')}</ButtonLink>}
      reference={{ label: t('errors:reference'), code: problem.reference, text: t('errors:referenceHint') }}
    />,
  )
}

const TITLES: Readonly<Record<number, Parameters<FastifyRequest['t']>[0]>> = {
  403: 'errors:forbiddenTitle',
  404: 'errors:notFoundTitle',
  405: 'errors:methodNotAllowedTitle',
  413: 'errors:tooLargeTitle',
  414: 'errors:tooLargeTitle',
  415: 'errors:unsupportedTypeTitle',
  429: 'errors:tooManyTitle',
  431: 'errors:tooLargeTitle',
  503: 'errors:overloadedTitle',
}

function titleOf(request: FastifyRequest, problem: Problem): string {
  if (problem.code === 'csrf') return request.t('errors:csrfTitle')
  const key = TITLES[problem.status] ?? (problem.status >= 500 ? 'errors:internalTitle' : 'errors:badRequestTitle')
  return request.t(key)
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Name of the installation, for pages that are not an organizer's. */
    readonly siteName: string
  }
}
