import { createSigner } from './signer.ts'
import type { PrivateJwk, Signer } from './types.ts'

/** Signers by `kid`, so that a key is decrypted and imported once, however many requests ask at the same time. */
export interface SignerCache {
  /** Answers at once when the signer is there; otherwise `load` reads the private key. */
  get(kid: string, load: () => PrivateJwk | Promise<PrivateJwk>): Signer | Promise<Signer>
}

/** @param capacity how many signers stay; the one unused for longest makes room */
export function createSignerCache(capacity = 1000): SignerCache {
  const signers = new Map<string, Signer | Promise<Signer>>()

  async function create(kid: string, load: () => PrivateJwk | Promise<PrivateJwk>): Promise<Signer> {
    try {
      const signer = await createSigner(await load())
      if (signers.has(kid)) signers.set(kid, signer)
      return signer
    } catch (error) {
      signers.delete(kid)
      throw error
    }
  }

  return {
    get(kid, load) {
      const known = signers.get(kid)
      const signer = known ?? create(kid, load)
      signers.delete(kid)
      signers.set(kid, signer)
      const [oldest] = signers.keys()
      if (signers.size > capacity && oldest !== undefined) signers.delete(oldest)
      return signer
    },
  }
}
