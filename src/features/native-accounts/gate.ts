import { fittingNext } from '../../core/redirects.ts'
import type { Staff } from '../staff/index.ts'
import { NativeBackend } from '../staff-backends/index.ts'

export const PASSWORD_PATH = '/control/settings/password/change'

/** Whoever must choose a new password does so before anything else. Accounts of other backends have none here. */
export const passwordGate: Parameters<Staff['gates']['add']>[0] = async ({ user }, request) => {
  if (!user.needsPasswordChange || user.authBackend !== NativeBackend.IDENTIFIER) return null
  const next = request.method === 'GET' ? request.originalUrl : '/control/'
  return `${PASSWORD_PATH}?next=${encodeURIComponent(fittingNext(next, '/control/'))}`
}
