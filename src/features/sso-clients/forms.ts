import { z } from 'zod'
import { InvalidInput } from '../../core/errors.ts'
import type { ResponseType } from '../../protocol/provider/types.ts'
import { isGrantPreset, presetOf, responseTypesOf } from './grant-presets.ts'
import { SCOPES } from './rules.ts'
import type { SsoClient, SsoClientInput } from './types.ts'

/** What the form shows and what was typed into it. */
export interface ClientFormValues {
  readonly isActive: boolean
  readonly name: string
  readonly clientType: string
  readonly grantType: string
  /** One address on each line. */
  readonly redirectUris: string
  readonly scopes: readonly string[]
  readonly requirePkce: boolean
  readonly regenerate: boolean
}

export const NEW_CLIENT: ClientFormValues = {
  isActive: true,
  name: '',
  clientType: 'confidential',
  grantType: 'authorization_code',
  redirectUris: '',
  scopes: SCOPES,
  requirePkce: true,
  regenerate: false,
}

const word = z.string().max(100)
const ticked = z
  .string()
  .max(10)
  .optional()
  .transform((value) => value !== undefined)

const schema = z.object({
  is_active: ticked,
  name: z.string().max(1000).default(''),
  client_type: word.default(''),
  grant_type: word.default(''),
  redirect_uris: z.string().max(200_000).default(''),
  allowed_scopes: z.union([word.transform((scope) => [scope]), z.array(word).max(20)]).default([]),
  require_pkce: ticked,
  regenerate: ticked,
})

/** @throws InvalidInput for a body that no form of ours sends */
export function readClientForm(body: unknown): ClientFormValues {
  const parsed = schema.safeParse(body ?? {})
  if (!parsed.success) {
    const fields = parsed.error.issues.map((issue) => String(issue.path[0] ?? 'form'))
    throw new InvalidInput(Object.fromEntries(fields.map((field) => [field, { key: 'ssoClients:errors.badForm' }])))
  }
  const form = parsed.data
  return {
    isActive: form.is_active,
    name: form.name,
    clientType: form.client_type,
    grantType: form.grant_type,
    redirectUris: form.redirect_uris,
    scopes: form.allowed_scopes,
    requirePkce: form.require_pkce,
    regenerate: form.regenerate,
  }
}

/** @param kept response types that stay when the form says so: those that were registered at the command line */
export function inputOf(values: ClientFormValues, kept: readonly ResponseType[]): SsoClientInput {
  return {
    isActive: values.isActive,
    name: values.name,
    clientType: values.clientType,
    responseTypes: isGrantPreset(values.grantType) ? responseTypesOf(values.grantType) : kept,
    redirectUris: values.redirectUris.split(/\r\n|\r|\n/),
    allowedScopes: ['openid', ...values.scopes.filter((scope) => scope !== 'openid')],
    requirePkce: values.requirePkce,
  }
}

export function valuesOf(client: SsoClient): ClientFormValues {
  return {
    isActive: client.isActive,
    name: client.name,
    clientType: client.clientType,
    grantType: presetOf(client.responseTypes) ?? 'custom',
    redirectUris: client.redirectUris.join('\n'),
    scopes: client.allowedScopes,
    requirePkce: client.requirePkce,
    regenerate: false,
  }
}
