import type { FastifyReply, FastifyRequest } from 'fastify'
import { NotFound } from '../../../core/errors.ts'
import { AccountLayout } from '../../../ui/account-layout.tsx'
import { ButtonLink } from '../../../ui/button.tsx'
import { DialogPage } from '../../../ui/dialog-page.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { renderPage } from '../../../ui/render.ts'
import { accountFrame } from '../../sign-in/index.ts'
import type { AccountIdentityDeps } from '../deps.ts'
import { LastWayIn } from '../errors.ts'
import { readIdentityId } from '../forms.ts'
import { providerName } from '../rules/provider-name.ts'
import type { CustomerIdentity } from '../types.ts'
import { removePath } from './section.tsx'

const SECURITY = '/account/security'

type Session = NonNullable<Awaited<ReturnType<FastifyRequest['customerSession']>>>

interface Found {
  readonly session: Session
  readonly identity: CustomerIdentity
  /** Of the provider. */
  readonly name: string
}

/** Says what ends before it ends; for the last way in, what to do first. */
export function confirmRemove(deps: AccountIdentityDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const found = await find(request, reply, deps)
    if (!found) return reply
    const hasOther = await deps.customerIdentities.hasOtherWay(request.organizer, found.identity)
    return hasOther ? showQuestion(request, reply, found) : showLast(request, reply, found, 200)
  }
}

export function remove(deps: AccountIdentityDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { organizer, site } = request
    const found = await find(request, reply, deps)
    if (!found) return reply
    const { id, identifier } = found.session.customer
    try {
      await deps.customerIdentities.unlink(organizer, found.identity.id, { type: 'customer', id, name: identifier })
      reply.flash('ok', { key: 'customerIdentities:own.removed', params: { provider: found.name } })
    } catch (error) {
      if (error instanceof LastWayIn) return showLast(request, reply, found, 409)
      if (!(error instanceof NotFound)) throw error
      reply.flash('info', { key: 'customerIdentities:own.gone' })
    }
    return reply.redirect(site.base + SECURITY, 303)
  }
}

/** Null: the browser was sent to the login. @throws NotFound */
async function find(
  request: FastifyRequest,
  reply: FastifyReply,
  { signIn, customerIdentities, ssoProviders }: AccountIdentityDeps,
): Promise<Found | null> {
  const { organizer, locale } = request
  const session = await signIn.recentSession(request, reply, SECURITY)
  if (!session) return null
  const id = readIdentityId(request.params)
  const identity = id && (await customerIdentities.byId(organizer.id, id))
  if (identity?.customerId !== session.customer.id) throw new NotFound('identity')
  const provider = await ssoProviders.byId(organizer.id, identity.providerId)
  return { session, identity, name: provider ? providerName(provider, locale) : identity.issuer }
}

async function showQuestion(request: FastifyRequest, reply: FastifyReply, { session, identity, name }: Found) {
  const { site, t } = request
  const title = t('customerIdentities:own.removeTitle', { provider: name })
  const page = (
    <AccountLayout frame={accountFrame(request, reply, session, 'security')} title={title}>
      <DialogPage
        title={title}
        consequences={[
          t('customerIdentities:own.removeText', { provider: name }),
          ...(session.identityId === identity.id ? [t('customerIdentities:own.removeHere')] : []),
          t('customerIdentities:own.removeKeeps'),
        ]}
        post={{ action: site.base + removePath(identity.id), csrf: reply.csrfToken() }}
        submit={t('customerIdentities:own.removeSubmit')}
        tone="danger-solid"
        cancel={{ href: site.base + SECURITY, text: t('words:cancel') }}
      />
    </AccountLayout>
  )
  return reply.html(await renderPage(page))
}

async function showLast(request: FastifyRequest, reply: FastifyReply, { session, name }: Found, status: number) {
  const { organizer, site, t } = request
  const isNative = organizer.settings.customer_accounts_native
  const title = t('customerIdentities:own.lastTitle', { provider: name })
  const page = (
    <AccountLayout frame={accountFrame(request, reply, session, 'security')} title={title}>
      <PageHead
        title={title}
        text={t(isNative ? 'customerIdentities:own.lastText' : 'customerIdentities:own.lastTextNoPassword', {
          organizer: organizer.name,
        })}
      />
      <p class="flex flex-wrap gap-2">
        {isNative && (
          <ButtonLink tone="primary" href={`${site.base}/account/password`}>
            {t('customerIdentities:own.setPassword')}
          </ButtonLink>
        )}
        <ButtonLink tone={isNative ? 'ghost' : 'plain'} href={site.base + SECURITY}>
          {t('customerIdentities:owned.back')}
        </ButtonLink>
      </p>
    </AccountLayout>
  )
  return reply.code(status).html(await renderPage(page))
}
