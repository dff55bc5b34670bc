import { FoyerError } from '../../core/errors.ts'
import type { TextKey } from '../../platform/i18n/i18n.ts'

/** The email belongs to an account that logs in in another way; nobody takes it over. */
export class EmailAddressTaken extends FoyerError {
  readonly email: string
  constructor(email: string) {
    super('the email address belongs to another account', {
      code: 'email_taken',
      status: 409,
      text: { key: 'staff:login.emailTaken' },
    })
    this.email = email
  }
}

/** `outdated`: another password was set while the login was under way. */
export type LoginRefusal = 'inactive' | 'foreign' | 'unknown_user' | 'unknown_backend' | 'outdated'

const TEXTS: Partial<Record<LoginRefusal, TextKey>> = {
  inactive: 'staff:login.inactive',
  outdated: 'staff:login.outdated',
}

/** A backend named somebody who may not come in. */
export class LoginRefused extends FoyerError {
  readonly reason: LoginRefusal
  constructor(reason: LoginRefusal) {
    super(`login refused: ${reason}`, {
      code: `login_${reason}`,
      status: 403,
      text: { key: TEXTS[reason] ?? 'staff:login.refused' },
    })
    this.reason = reason
  }
}

/** A backend says itself why somebody may not come in; `reason` is its sentence, in the language of the person. */
export class RefusedByBackend extends FoyerError {
  readonly reason: string
  constructor(reason: string) {
    super(`refused by the backend: ${reason}`, {
      code: 'refused_by_backend',
      status: 403,
      text: { key: 'staff:login.message', params: { text: reason } },
    })
    this.reason = reason
  }
}
