import { FoyerError } from '../../core/errors.ts'

/** Without this identity nobody could log in to the account any more. */
export class LastWayIn extends FoyerError {
  constructor() {
    super('the identity is the last way to log in', {
      code: 'last_way_in',
      status: 409,
      text: { key: 'customerIdentities:lastWayIn' },
    })
  }
}
