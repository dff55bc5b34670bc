import { InvalidInput, type Message } from '../../core/errors.ts'
import { isLocale } from '../../platform/i18n/i18n.ts'
import type { User } from '../staff/index.ts'
import type { Move, UserChanges } from './types.ts'

export const NATIVE = 'native'
/** The owner of accounts that nobody can log in to any more. */
export const ANONYMIZED = 'anonymized'
export const MAX_NAME = 250
const MAX_IDENTIFIER = 190

/** The address of an anonymised account: unique, and nobody's. */
export function placeholderEmail(user: Pick<User, 'id'>): string {
  return `${user.id}@${ANONYMIZED}.invalid`
}

export function isAnonymised(user: Pick<User, 'authBackend'>): boolean {
  return user.authBackend === ANONYMIZED
}

/** The last active administrator of an installation stays one. */
export function takesAnAdmin(before: Pick<User, 'isAdmin' | 'isActive'>, after: { isAdmin?: boolean | undefined }) {
  return before.isAdmin && before.isActive && after.isAdmin === false
}

/** Why an administrator cannot look through this account; null when that is possible. */
export function impersonationProblem(
  admin: Pick<User, 'id'>,
  user: Pick<User, 'id' | 'isAdmin' | 'isActive'>,
): 'self' | 'admin' | 'inactive' | null {
  if (user.id === admin.id) return 'self'
  if (user.isAdmin) return 'admin'
  return user.isActive ? null : 'inactive'
}

/** @throws InvalidInput naming what cannot be changed, and why */
export function checkChanges(user: Pick<User, 'authBackend' | 'email'>, changes: UserChanges): void {
  const problems: Record<string, Message> = {}
  const isNative = user.authBackend === NATIVE
  if (changes.fullname !== undefined && changes.fullname.length > MAX_NAME) {
    problems.fullname = { key: 'staffAdmin:problem.name', params: { count: MAX_NAME } }
  }
  if (changes.locale !== undefined && !isLocale(changes.locale)) problems.locale = { key: 'staffAdmin:problem.locale' }
  if (changes.timeZone !== undefined && !isTimeZone(changes.timeZone)) {
    problems.time_zone = { key: 'staffAdmin:problem.timeZone' }
  }
  if (!isNative && changes.email !== undefined && changes.email !== user.email) {
    problems.email = { key: 'staffAdmin:problem.foreignEmail' }
  }
  if (!isNative && changes.needsPasswordChange === true) {
    problems.needs_password_change = { key: 'staffAdmin:problem.foreignPassword' }
  }
  if (Object.keys(problems).length > 0) throw new InvalidInput(problems)
}

/**
 * Whether an account can be moved there.
 * @param configured identifiers of the backends that the configuration names
 * @throws InvalidInput
 */
export function checkMove(
  user: Pick<User, 'authBackend' | 'authBackendIdentifier'>,
  { backend, identifier }: Move,
  configured: readonly string[],
): void {
  if (!configured.includes(backend)) {
    throw new InvalidInput({ backend: { key: 'staffAdmin:problem.backend', params: { backend } } })
  }
  checkIdentifier(backend, identifier)
  const isSame = backend === user.authBackend && (backend === NATIVE || identifier === user.authBackendIdentifier)
  if (isSame) throw new InvalidInput({ backend: { key: 'staffAdmin:problem.sameBackend' } })
}

/** @throws InvalidInput unless accounts of this backend can have this identifier */
export function checkIdentifier(backend: string, identifier: string): void {
  if (backend === NATIVE && identifier !== '') {
    throw new InvalidInput({ identifier: { key: 'staffAdmin:problem.nativeIdentifier' } })
  }
  if (backend !== NATIVE && identifier === '') {
    throw new InvalidInput({ identifier: { key: 'staffAdmin:problem.noIdentifier' } })
  }
  if (identifier.length > MAX_IDENTIFIER) {
    throw new InvalidInput({
      identifier: { key: 'staffAdmin:problem.longIdentifier', params: { count: MAX_IDENTIFIER } },
    })
  }
}

function isTimeZone(name: string): boolean {
  try {
    return name !== '' && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}
