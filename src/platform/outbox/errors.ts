import { FoyerError } from '../../core/errors.ts'

/** A delivery that no later attempt can make succeed; the entry is given up at once. */
export class Undeliverable extends FoyerError {
  constructor(reason: string, cause?: unknown) {
    super(reason, { code: 'undeliverable', status: 502, cause })
  }
}
