import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { InvalidInput, type Message } from '../../../core/errors.ts'
import { clientAddress } from '../../../platform/http/client-address.ts'
import { formatInstant } from '../../../platform/i18n/format.ts'
import { renderPage } from '../../../ui/render.ts'
import { requestFrame } from '../../../ui/request-frame.ts'
import { type NativeAccounts, readRegistration } from '../../native-accounts/index.ts'
import { officePath, requireStaff } from '../../office-access/index.ts'
import { LOGIN_PATH, type Staff, type User } from '../../staff/index.ts'
import { InviteGone } from '../errors.ts'
import { tokenParams } from '../forms.ts'
import { InvitationPage } from '../pages/invitation.tsx'
import type { OpenInvite } from '../service/invite-joining.ts'
import type { Teams } from '../teams.ts'

export interface InvitationRoutesDeps {
  readonly staff: Pick<Staff, 'completion'>
  readonly teams: Pick<Teams, 'joining'>
  readonly accounts: Pick<NativeAccounts, 'isOn' | 'registration'>
}

const NATIVE = 'native'
const NOTHING = { values: {}, problems: {} }

interface Sent {
  readonly values: { readonly email?: string; readonly fullname?: string }
  readonly problems: Readonly<Record<string, Message>>
}

/** Below `/control`: what the link in an invitation opens. Looking changes nothing; joining is a form. */
export function invitationRoutes(app: FastifyInstance, deps: InvitationRoutesDeps): void {
  const { staff, accounts } = deps
  const { joining } = deps.teams

  /** @throws InviteGone */
  async function invitationOf(request: FastifyRequest): Promise<{ token: string; invite: OpenInvite }> {
    const { token } = tokenParams.parse(request.params)
    const invite = await joining.find(token)
    if (!invite) throw new InviteGone()
    return { token, invite }
  }

  async function show(request: FastifyRequest, reply: FastifyReply, sent: Sent = NOTHING): Promise<FastifyReply> {
    const { token, invite } = await invitationOf(request)
    const { t, locale, server } = request
    const address = `/control/invite/${token}`
    const page = InvitationPage({
      frame: requestFrame(request, reply, server.assets, { name: server.siteName }),
      t,
      csrf: reply.csrfToken(),
      address,
      logIn: `${LOGIN_PATH}?next=${encodeURIComponent(address)}`,
      invite,
      until: formatInstant(invite.expiresAt, locale, invite.organizer.timeZone),
      user: request.staff?.user ?? null,
      canRegister: accounts.isOn,
      values: { email: invite.email, ...sent.values },
      problems: sent.problems,
    })
    reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer')
    return reply.code(Object.keys(sent.problems).length > 0 ? 422 : 200).html(await renderPage(page))
  }

  app.get('/invite/:token', { config: { office: 'open' } }, (request, reply) => show(request, reply))

  app.post('/invite/:token', { config: { office: 'first' } }, async (request, reply) => {
    const { token, invite } = await invitationOf(request)
    const { user, actor, impersonator } = requireStaff(request)
    await joining.join(token, user, { actor, verifies: impersonator === null })
    flashJoined(reply, invite)
    return reply.redirect(officePath(invite.organizer.slug), 303)
  })

  app.post('/invite/:token/register', { config: { office: 'open' } }, async (request, reply) => {
    const { token, invite } = await invitationOf(request)
    if (!accounts.isOn || request.staff) return reply.redirect(`/control/invite/${token}`, 303)
    const { typed, problems, input } = readRegistration(request.body)
    if (!input) return show(request, reply, { values: typed, problems })
    let user: User
    try {
      const newcomer = { ...input, locale: request.locale, ip: clientAddress(request), invitedEmail: invite.email }
      user = await accounts.registration.registerInvited(newcomer, async (q, made) => {
        await joining.take(q, token, made)
        return made
      })
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error
      return show(request, reply, { values: typed, problems: error.fields })
    }
    flashJoined(reply, invite)
    return staff.completion.complete(request, reply, {
      user,
      backend: NATIVE,
      isLong: false,
      next: officePath(invite.organizer.slug),
      secondFactor: null,
      upstream: null,
    })
  })
}

function flashJoined(reply: FastifyReply, { team, organizer }: OpenInvite): void {
  reply.flash('ok', { key: 'teams:flash.joined', params: { team: team.name, organizer: organizer.name } })
}
