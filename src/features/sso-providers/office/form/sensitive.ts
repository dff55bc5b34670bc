import type { FastifyRequest } from 'fastify'
import { InvalidInput } from '../../../../core/errors.ts'
import { recentLogin } from '../../../office-access/index.ts'
import type { ProviderField } from '../../rules/fields.ts'
import type { FormValues } from './values.ts'

/** What is said to somebody whose login is too old for a change. */
export const NOT_RECENT = 'ssoProvidersOffice:errors.notRecent'

/** They decide who gets into which account, and who learns our secret. */
const SENSITIVE: readonly ProviderField[] = [
  'issuer',
  'client_id',
  'client_secret',
  'client_key',
  'auth_method',
  'claims_from',
  'claims.subject',
  'claims.email',
  'claims.email_verified',
  'email_policy',
  'address_in_use',
  'trusts_second_factor',
]

/**
 * An unattended browser must not make somebody else's identity system the one that opens accounts. What was typed stays.
 * @param before null for a new provider
 * @throws InvalidInput at the first such field that is different, unless the person logged in within the last quarter of an hour
 */
export function requireRecent(request: FastifyRequest, before: FormValues | null, values: FormValues): void {
  const field = before === null ? 'issuer' : SENSITIVE.find((name) => values[name].trim() !== before[name].trim())
  if (field === undefined || recentLogin(request, null) !== null) return
  throw new InvalidInput({ [field]: { key: NOT_RECENT } })
}
