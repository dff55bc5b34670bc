import { AsyncLocalStorage } from 'node:async_hooks'
import { DatabaseMisuse } from './errors.ts'

/** Knows whether the code that runs was called from inside a transaction of this database. */
export class TransactionScope {
  readonly #storage = new AsyncLocalStorage<{ open: boolean }>()

  async run<T>(body: () => Promise<T>): Promise<T> {
    const scope = { open: true }
    try {
      return await this.#storage.run(scope, body)
    } finally {
      scope.open = false
    }
  }

  /**
   * Refuses what would wait for the transaction that it is called from.
   *
   * @throws DatabaseMisuse inside a transaction
   */
  refuseInside(what: string): void {
    if (this.#storage.getStore()?.open) {
      throw new DatabaseMisuse(`${what} inside a transaction: use the handle that the transaction gave`)
    }
  }
}
