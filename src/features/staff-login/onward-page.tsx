import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Message } from '../../core/errors.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { renderPage } from '../../ui/render.ts'
import { requestFrame } from '../../ui/request-frame.ts'
import { StaffAuthLayout } from '../../ui/staff-auth-layout.tsx'
import { LOGIN_PATH } from '../staff/index.ts'
import { HOME } from './next-address.ts'

/**
 * Leads a browser on. A browser that came from a form of ours holds all redirects that follow to what that page allows
 * (form-action), so it gets a page that goes on by itself: a navigation of its own. W3C Content Security Policy 3, 6.4.1; Fetch
 * Metadata.
 * @param location as `outwardAddress` answers it
 * @param said for the next page of ours
 */
export async function leadOn(
  request: FastifyRequest,
  reply: FastifyReply,
  location: string,
  said?: Message,
): Promise<FastifyReply> {
  reply.header('cache-control', 'no-store')
  if (isOwnPage(location) || !mayComeFromForm(request)) {
    if (said) reply.flash('ok', said)
    return reply.redirect(location, 303)
  }
  const { t } = request
  const title = t('doors:onward.title')
  const { assets, siteName } = request.server
  const frame = { ...requestFrame(request, reply, assets, { name: siteName }), flash: [] }
  if (said) reply.flash('ok', said)
  const { host } = new URL(location, `http://${request.host}`)
  const page = (
    <StaffAuthLayout frame={frame} home={HOME} title={title} text={t('doors:onward.text', { host })}>
      <ButtonLink href={location} tone="primary">
        {t('doors:onward.submit')}
      </ButtonLink>
    </StaffAuthLayout>
  )
  return reply.header('refresh', `0;url=${location}`).html(await renderPage(page))
}

/** Pages that answer themselves; where a login begins leads on to another site. */
function isOwnPage(location: string): boolean {
  return location.startsWith(LOGIN_PATH)
}

function mayComeFromForm({ headers }: FastifyRequest): boolean {
  return headers['sec-fetch-site'] === 'same-origin' && headers['sec-fetch-dest'] === 'document'
}
