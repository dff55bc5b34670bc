import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../../../config.ts'
import { type Message, NotFound } from '../../../core/errors.ts'
import { say } from '../../../platform/i18n/i18n.ts'
import { CheckboxField } from '../../../ui/choice-fields.tsx'
import { DialogPage } from '../../../ui/dialog-page.tsx'
import { ErrorSummary } from '../../../ui/notice.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { renderPage } from '../../../ui/render.ts'
import { TextareaField } from '../../../ui/text-fields.tsx'
import type { Customer, Customers } from '../../customers/index.ts'
import { allow, officeFrame, officePath, policies, requireStaff } from '../../office-access/index.ts'
import { preferredSite } from '../../organizers/index.ts'
import type { SignIn } from '../../sign-in/index.ts'
import { MAX_REASON, readCustomer, readReset } from '../forms.ts'
import type { SecondFactors } from '../second-factors.ts'
import { resetPath } from './section.tsx'

export interface OfficeFactorDeps {
  readonly secondFactors: SecondFactors
  readonly customers: Pick<Customers, 'byIdentifier'>
  readonly signIn: Pick<SignIn, 'sessions'>
  readonly config: Config
}

interface Typed {
  readonly reason: string
  readonly passkeys: boolean
}

/** Says what is removed, and asks how staff made sure who it is. */
export function resetForm(deps: OfficeFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.customers.resetSecondFactor)
    const customer = await customerOf(request, deps)
    return show(request, reply, deps, customer, { reason: '', passkeys: false })
  }
}

export function submitReset(deps: OfficeFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.customers.resetSecondFactor)
    const { organizer } = request
    const { secondFactors, config } = deps
    const customer = await customerOf(request, deps)
    const form = readReset(request.body)
    const typed = { reason: form.reason.trim(), passkeys: form.passkeys === 'on' }
    const problem = problemOf(typed.reason)
    if (problem) return show(request, reply, deps, customer, typed, { reason: problem })
    const { totpSince, passkeys } = await secondFactors.of(organizer.id, customer.id)
    if (totpSince === null && passkeys.length > 0 && !typed.passkeys) {
      return show(request, reply, deps, customer, typed, { passkeys: { key: 'secondFactors:office.nothing' } })
    }
    const { actor } = requireStaff(request)
    const context = { organizer, customer, site: preferredSite(organizer, config), actor }
    if (await secondFactors.reset(context, typed)) reply.flash('ok', { key: 'secondFactors:office.done' })
    else reply.flash('warn', { key: 'secondFactors:office.wasGone' })
    return reply.redirect(customerPath(request, customer), 303)
  }
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  { secondFactors, signIn }: OfficeFactorDeps,
  customer: Customer,
  typed: Typed,
  problems: { reason?: Message; passkeys?: Message } = {},
) {
  const { organizer, t } = request
  const { passkeys, totpSince, codes } = await secondFactors.of(organizer.id, customer.id)
  const sessions = await signIn.sessions.list(organizer, customer.id)
  const title = t('secondFactors:office.resetTitle', { customer: customer.name || (customer.email ?? '') })
  const { frame, crumbs } = officeFrame(request, reply, {
    active: 'customers',
    crumbs: [
      { text: t('customers:list.title'), href: officePath(organizer.slug, 'customers') },
      { text: customer.identifier, href: customerPath(request, customer) },
      { text: t('secondFactors:office.crumb') },
    ],
  })
  const errors = Object.entries(problems).map(([field, problem]) => ({ field, message: say(t, problem) }))
  const page = (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      {errors.length > 0 && <ErrorSummary class="mb-5" title={t('signIn:problems', { count: 1 })} errors={errors} />}
      <DialogPage
        title={title}
        text={t('secondFactors:office.text')}
        consequences={[
          ...(totpSince === null ? [] : [t('secondFactors:office.totpGoes')]),
          ...(codes.left === 0 ? [] : [t('secondFactors:office.codesGo', { count: codes.left })]),
          ...(sessions.length === 0 ? [] : [t('secondFactors:office.sessions', { count: sessions.length })]),
          t('secondFactors:office.mail'),
          ...(organizer.settings.customer_accounts_second_step === 'required'
            ? [t('secondFactors:office.required')]
            : []),
        ]}
        post={{ action: resetPath(request, customer), csrf: reply.csrfToken() }}
        submit={t('secondFactors:office.submit')}
        tone="danger-solid"
        cancel={{ href: customerPath(request, customer), text: t('words:cancel') }}
      >
        {passkeys.length > 0 && (
          <CheckboxField
            name="passkeys"
            label={t('secondFactors:office.passkeys', { count: passkeys.length })}
            hint={t('secondFactors:office.passkeysHint')}
            checked={typed.passkeys}
            error={problems.passkeys && say(t, problems.passkeys)}
          />
        )}
        <TextareaField
          name="reason"
          label={t('secondFactors:office.reason')}
          hint={t('secondFactors:office.reasonHint')}
          value={typed.reason}
          rows={3}
          required
          error={problems.reason && say(t, problems.reason)}
        />
      </DialogPage>
    </OfficeLayout>
  )
  return reply.code(errors.length > 0 ? 422 : 200).html(await renderPage(page))
}

function problemOf(reason: string): Message | null {
  if (reason === '') return { key: 'secondFactors:office.reasonEmpty' }
  return reason.length > MAX_REASON ? { key: 'secondFactors:office.reasonLong', params: { max: MAX_REASON } } : null
}

/** @throws NotFound */
async function customerOf(request: FastifyRequest, { customers }: OfficeFactorDeps): Promise<Customer> {
  const { identifier } = readCustomer(request.params)
  const customer = await customers.byIdentifier(request.organizer.id, identifier)
  if (!customer) throw new NotFound('customer')
  return customer
}

function customerPath({ organizer }: FastifyRequest, { identifier }: Customer): string {
  return officePath(organizer.slug, `customer/${encodeURIComponent(identifier)}/`)
}
