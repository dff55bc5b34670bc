import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { InvalidInput, NotFound } from '../../../../core/errors.ts'
import { looksLikeId, type SsoProviderId } from '../../../../core/ids.ts'
import { may, policies, requireStaff } from '../../../office-access/index.ts'
import { presetOf } from '../../presets/presets.ts'
import type { ProviderPreset } from '../../presets/types.ts'
import type { ProviderUsage, SsoProvider } from '../../types.ts'
import { drawing, type PageContext } from '../context.ts'
import type { SsoProviderOfficeDeps } from '../deps.ts'
import type { ProviderForm } from '../form/provider-form.tsx'
import { type FormValues, newValues } from '../form/values.ts'

const oneParams = z.object({ id: z.string().max(50).catch('') })
const OTHER = 'other'

/** The provider that the address names. @throws NotFound */
export async function providerOf(
  { ssoProviders }: Pick<SsoProviderOfficeDeps, 'ssoProviders'>,
  request: FastifyRequest,
): Promise<SsoProvider> {
  const { id } = oneParams.parse(request.params)
  const provider = looksLikeId(id) ? await ssoProviders.byId(request.organizer.id, id as SsoProviderId) : null
  if (!provider) throw new NotFound('SSO provider')
  return provider
}

export function contextOf(
  { platform }: SsoProviderOfficeDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  crumb?: string,
): PageContext {
  return drawing(request, reply, platform.config, crumb)
}

/** The kind of provider with this key, or the one that knows nothing. */
export function presetNamed(key: string): ProviderPreset {
  const preset = presetOf(key) ?? presetOf(OTHER)
  if (!preset) throw new NotFound('preset')
  return preset
}

interface Drawn {
  readonly values: FormValues
  readonly preset: ProviderPreset
  readonly provider: SsoProvider | null
  readonly usage: ProviderUsage | null
  readonly wrong?: InvalidInput | undefined
}

/** The form with the preview that goes with what was typed. What providers say about people is for those who may see it. */
export async function formOf(
  deps: SsoProviderOfficeDeps,
  request: FastifyRequest,
  context: PageContext,
  { values, preset, provider, usage, wrong }: Drawn,
): Promise<ProviderForm> {
  const { organizer, locale } = request
  const sees = may(request, policies.ssoProviders.seeLogins)
  const received = provider && sees ? await deps.received(organizer, provider) : null
  const mapped =
    provider && received ? deps.mapped(organizer, withTyped(provider, values), received.claims, locale) : null
  const standard = newValues(preset, values.slug)
  return { context, values, standard, preset, wrong, provider, usage, received, mapped, logoutPaths: deps.logoutPaths }
}

/** The provider with the claims that stand in the form. */
function withTyped(provider: SsoProvider, values: FormValues): SsoProvider {
  const name = Object.entries(values)
    .filter(([field]) => field.startsWith('claims.name.'))
    .map(([field, claim]) => [field.slice('claims.name.'.length), claim.trim()])
  const claims = {
    subject: values['claims.subject'].trim(),
    email: values['claims.email'].trim(),
    emailVerified: values['claims.email_verified'].trim(),
    phone: values['claims.phone'].trim(),
    locale: values['claims.locale'].trim(),
    name: Object.fromEntries(name),
  }
  return { ...provider, settings: { ...provider.settings, claims } }
}

/** What is wrong with a form; anything else is thrown on. */
export function wrongOf(error: unknown): InvalidInput {
  if (error instanceof InvalidInput) return error
  throw error
}

export function actorOf(request: FastifyRequest) {
  return requireStaff(request).actor
}
