import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Message, NotFound, TooManyRequests } from '../../../core/errors.ts'
import { say } from '../../../platform/i18n/i18n.ts'
import { DialogPage } from '../../../ui/dialog-page.tsx'
import { ErrorSummary } from '../../../ui/notice.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { renderPage } from '../../../ui/render.ts'
import { TextareaField } from '../../../ui/text-fields.tsx'
import { allow, policies, requireStaff } from '../../office-access/index.ts'
import type { OfficeIdentityDeps } from '../deps.ts'
import { readReason, reasonProblem } from '../forms.ts'
import { customerFrame, customerPath, type FoundIdentity, identityOf, identityPath } from './find.ts'

interface Typed {
  readonly reason: string
  readonly problem: Message | null
}

const FRESH: Typed = { reason: '', problem: null }

export function unlinkForm(deps: OfficeIdentityDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.customers.change)
    return showUnlink(request, reply, deps, await identityOf(request, deps), FRESH)
  }
}

export function unlink(deps: OfficeIdentityDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.customers.change)
    const found = await identityOf(request, deps)
    const typed = readTyped(request)
    if (typed.problem) return showUnlink(request, reply, deps, found, typed)
    const { actor } = requireStaff(request)
    const options = { force: true, reason: typed.reason }
    await deps.customerIdentities.unlink(request.organizer, found.identity.id, actor, options)
    reply.flash('ok', { key: 'customerIdentities:office.unlinked', params: { provider: found.name } })
    return reply.redirect(customerPath(request, found.customer), 303)
  }
}

export function convertForm(deps: OfficeIdentityDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.customers.change)
    return showConvert(request, reply, await convertible(request, deps), FRESH)
  }
}

/** The link goes first: when it cannot, nothing has changed. */
export function convert(deps: OfficeIdentityDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.customers.change)
    const { organizer } = request
    const found = await convertible(request, deps)
    const { customer, identity } = found
    const typed = readTyped(request)
    if (typed.problem) return showConvert(request, reply, found, typed)
    const { actor } = requireStaff(request)
    try {
      await deps.signIn.sendPasswordLink(organizer, customer, actor)
    } catch (error) {
      if (!(error instanceof TooManyRequests)) throw error
      const problem = { key: 'customerIdentities:office.tooMany', params: { count: Math.ceil(error.retryAfterS / 60) } }
      reply.headers(error.headers)
      return showConvert(request, reply, found, { ...typed, problem }, 429)
    }
    const options = { force: true, reason: typed.reason, isConversion: true }
    await deps.customerIdentities.unlink(organizer, identity.id, actor, options)
    reply.flash('ok', { key: 'customerIdentities:office.converted', params: { email: customer.email ?? '' } })
    return reply.redirect(customerPath(request, customer), 303)
  }
}

/** Only where people log in with passwords. @throws NotFound */
async function convertible(request: FastifyRequest, deps: OfficeIdentityDeps): Promise<FoundIdentity> {
  const found = await identityOf(request, deps)
  const { customer } = found
  if (!request.organizer.settings.customer_accounts_native || customer.email === null || !customer.isActive) {
    throw new NotFound('login by email')
  }
  return found
}

function readTyped(request: FastifyRequest): Typed {
  const reason = readReason(request.body).reason.trim()
  return { reason, problem: reasonProblem(reason) }
}

async function showUnlink(
  request: FastifyRequest,
  reply: FastifyReply,
  { customerIdentities }: OfficeIdentityDeps,
  found: FoundIdentity,
  typed: Typed,
) {
  const { organizer, t } = request
  const hasOther = await customerIdentities.hasOtherWay(organizer, found.identity)
  return show(request, reply, found, typed, {
    title: t('customerIdentities:office.unlinkTitle', { provider: found.name }),
    consequences: [
      t('customerIdentities:office.unlinkText', { provider: found.name }),
      ...(hasOther ? [] : [t('customerIdentities:office.unlinkLast')]),
      t('customerIdentities:office.notice'),
    ],
    crumb: t('customerIdentities:office.unlink'),
    submit: t('customerIdentities:office.unlinkSubmit'),
    page: '/unlink',
    status: typed.problem ? 422 : 200,
  })
}

async function showConvert(
  request: FastifyRequest,
  reply: FastifyReply,
  found: FoundIdentity,
  typed: Typed,
  status = typed.problem ? 422 : 200,
) {
  const { t } = request
  const params = { provider: found.name, email: found.customer.email ?? '' }
  return show(request, reply, found, typed, {
    title: t('customerIdentities:office.convertTitle'),
    consequences: [t('customerIdentities:office.convertText', params), t('customerIdentities:office.notice')],
    crumb: t('customerIdentities:office.convert'),
    submit: t('customerIdentities:office.convertSubmit'),
    page: '/convert',
    status,
  })
}

interface Question {
  readonly title: string
  readonly consequences: string[]
  readonly crumb: string
  readonly submit: string
  readonly page: '/unlink' | '/convert'
  readonly status: number
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  { customer, identity, name }: FoundIdentity,
  { reason, problem }: Typed,
  { title, consequences, crumb, submit, page: path, status }: Question,
) {
  const { t } = request
  const href = identityPath(request, customer, identity)
  const { frame, crumbs } = customerFrame(request, reply, customer, [{ text: name, href }, { text: crumb }])
  const error = problem ? say(t, problem) : undefined
  const page = (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      {error !== undefined && (
        <ErrorSummary class="mb-5" title={t('words:problems')} errors={[{ field: 'reason', message: error }]} />
      )}
      <DialogPage
        title={title}
        consequences={consequences}
        post={{ action: href + path, csrf: reply.csrfToken() }}
        submit={submit}
        tone="danger-solid"
        cancel={{ href, text: t('words:cancel') }}
      >
        <TextareaField
          name="reason"
          label={t('customerIdentities:office.reason')}
          mark={t('ui:optional')}
          hint={t('customerIdentities:office.reasonHint')}
          value={reason}
          rows={3}
          error={error}
        />
      </DialogPage>
    </OfficeLayout>
  )
  return reply.code(status).html(await renderPage(page))
}
