import { FoyerError } from '../../core/errors.ts'

/** A provider cannot be deleted while accounts have an identity there. */
export class ProviderInUse extends FoyerError {
  readonly customers: number
  constructor(customers: number) {
    super(`${customers} customers depend on the provider`, {
      code: 'provider_in_use',
      status: 409,
      text: { key: 'ssoProviders:inUse', params: { count: customers } },
    })
    this.customers = customers
  }
}
