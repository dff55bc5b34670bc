import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { InvalidInput, NotFound } from '../../../core/errors.ts'
import { looksLikeId, type SsoClientId } from '../../../core/ids.ts'
import { isUploadedFile } from '../../../platform/http/uploads.ts'
import type { Platform } from '../../../platform/platform.ts'
import { allow, officePath, policies, requireStaff } from '../../office-access/index.ts'
import type { ClientFormValues } from '../form/values.ts'
import { readLogo } from '../logo.ts'
import { drawing, type PageContext } from '../page-context.ts'
import type { ClientForm } from '../pages/form/client-form.tsx'
import type { SecretOnce, ShownSecret } from '../secret-once.ts'
import type { SsoClient, SsoClients } from '../types.ts'

/** A part of a client's page that another feature draws; null for none. */
export type ClientSection = (request: FastifyRequest, client: SsoClient) => Promise<Child | null>

export interface SsoClientRoutesDeps {
  readonly platform: Platform
  readonly ssoClients: SsoClients
  /** Below the settings, in this order. */
  readonly sections?: readonly ClientSection[]
}

/** What the pages of clients share. */
export interface ClientPages extends SsoClientRoutesDeps {
  readonly secretOnce: SecretOnce
}

const oneParams = z.object({ id: z.string().max(50).catch('') })

/** The client that the address names. @throws NotFound */
export async function clientOf({ ssoClients }: ClientPages, request: FastifyRequest): Promise<SsoClient> {
  const { id } = oneParams.parse(request.params)
  const client = looksLikeId(id) ? await ssoClients.byId(request.organizer.id, id as SsoClientId) : null
  if (!client) throw new NotFound('SSO client')
  return client
}

export function contextOf(
  { platform }: ClientPages,
  request: FastifyRequest,
  reply: FastifyReply,
  crumb?: string,
): PageContext {
  return drawing(request, reply, platform.config, crumb)
}

/** @param standard what the form showed at first */
export function formOf(
  request: FastifyRequest,
  values: ClientFormValues,
  standard: ClientFormValues,
  wrong?: InvalidInput,
  logo?: string,
): ClientForm {
  const { organizer, t } = request
  const demandedBy = organizer.settings.sso_high_security ? organizer.name : undefined
  return { t, values, standard, wrong, logo, demandedBy }
}

/** The picture of this form, checked before anything is changed. @throws InvalidInput */
export function logoOf(body: unknown): Uint8Array | null {
  const sent: unknown = typeof body === 'object' && body !== null && 'logo' in body ? body.logo : undefined
  const logo = [sent].flat().find(isUploadedFile)
  return logo ? readLogo(logo.data).data : null
}

/** What is wrong with a form; anything else is thrown on. */
export function wrongOf(error: unknown): InvalidInput {
  if (error instanceof InvalidInput) return error
  throw error
}

export function editPath(request: FastifyRequest, client: Pick<SsoClient, 'id'>, page = 'edit'): string {
  return officePath(request.organizer.slug, `ssoclient/${client.id}/${page}`)
}

export function actorOf(request: FastifyRequest) {
  return requireStaff(request).actor
}

/** Keeps a new secret for the page that follows. */
export function keepSecret(
  { secretOnce }: ClientPages,
  request: FastifyRequest,
  reply: FastifyReply,
  client: SsoClient,
  shown: Omit<ShownSecret, 'secret'> & { secret: string | null },
): void {
  const { user } = allow(request, policies.ssoClients.manage)
  if (shown.secret !== null) secretOnce.put(reply, user.id, client.id, { ...shown, secret: shown.secret })
}
