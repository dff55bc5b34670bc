import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { InvalidInput, NotFound } from '../../../core/errors.ts'
import { renderPage } from '../../../ui/render.ts'
import type { Customer, OwnedNotes } from '../types.ts'
import type { CustomerLogin, ProfileRoutesDeps } from './deps.ts'
import { keepOwned, type ProfileForm, profileChanges, profileFormOf, readProfileForm } from './profile-form.ts'
import { ProfilePage } from './profile-page.tsx'

const PATH = '/account/profile'

interface Shown {
  readonly form: ProfileForm
  readonly owned: OwnedNotes
  readonly wrong?: InvalidInput
}

/** The person's own page of their data. The scope has `organizerScope`, `pageHooks` and the customer's session. */
export function profileRoutes<Login extends CustomerLogin>(app: FastifyInstance, deps: ProfileRoutesDeps<Login>): void {
  const { platform, customers, ownedNotes = async () => new Map() } = deps

  async function find(request: FastifyRequest): Promise<{ login: Login; customer: Customer } | null> {
    const { organizer } = request
    if (!organizer.settings.customer_accounts) throw new NotFound()
    const login = await deps.login(request)
    const customer = login && (await customers.byId(organizer.id, login.customer.id))
    return login && customer ? { login, customer } : null
  }

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    { login, customer }: { login: Login; customer: Customer },
    { form, owned, wrong }: Shown,
  ) {
    const { organizer, site, t, locale } = request
    const page = ProfilePage({
      frame: deps.frame(request, reply, login),
      t,
      locale,
      csrf: reply.csrfToken(),
      action: site.base + PATH,
      changeEmail: `${site.base}/account/change`,
      organizer,
      customer,
      form,
      owned,
      problems: wrong?.fields ?? {},
    })
    return reply.code(wrong ? 422 : 200).html(await renderPage(page))
  }

  app.get(PATH, async (request, reply) => {
    const found = await find(request)
    if (!found) return deps.toLogin(request, reply)
    const owned = await ownedNotes(request, found.customer)
    return show(request, reply, found, { form: profileFormOf(found.customer, request.organizer), owned })
  })

  app.post(PATH, async (request, reply) => {
    const found = await find(request)
    if (!found) return deps.toLogin(request, reply)
    const { organizer, site } = request
    const { customer } = found
    const owned = await ownedNotes(request, customer)
    const fields = new Set(owned.keys())
    const sent = readProfileForm(request.body, customer, organizer)
    const form = keepOwned(sent, profileFormOf(customer, organizer), fields)
    try {
      const changes = profileChanges(form, organizer, platform.clock.now(), fields)
      const actor = { type: 'customer', id: customer.id, name: customer.identifier } as const
      const after = await customers.update(organizer, customer.id, changes, actor)
      const isChanged = after.modifiedAt !== customer.modifiedAt
      reply.flash(isChanged ? 'ok' : 'info', { key: isChanged ? 'customers:own.saved' : 'customers:own.unchanged' })
      return reply.redirect(site.base + PATH, 303)
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error
      return show(request, reply, found, { form, owned, wrong: error })
    }
  })
}
