import { FoyerError } from '../../core/errors.ts'

/** Somebody else changed the account since it was read. */
export class CustomerOutdated extends FoyerError {
  constructor() {
    super('the customer was changed meanwhile', {
      code: 'customer_outdated',
      status: 409,
      text: { key: 'customers:edit.conflict' },
    })
  }
}
