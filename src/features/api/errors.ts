import { Forbidden, FoyerError } from '../../core/errors.ts'
import type { TextKey } from '../../platform/i18n/i18n.ts'

/** Nobody is known: 401, with the way to become known. RFC 9110, 11.6.1. */
export class Unauthenticated extends FoyerError {
  constructor(key: TextKey) {
    super('no valid credentials', {
      code: 'not_authenticated',
      status: 401,
      text: { key },
      headers: { 'www-authenticate': 'Token' },
    })
  }
}

/** Somebody is known, whose login does not count here now. */
export class LoginNotEnough extends Forbidden {
  constructor(key: TextKey) {
    super(`login is not enough: ${key}`, { key })
  }
}
