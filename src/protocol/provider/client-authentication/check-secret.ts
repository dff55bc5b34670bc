import { timingSafeEqual } from 'node:crypto'
import { hashSecret } from '../../../core/random.ts'
import type { ProviderClient } from '../types.ts'

/**
 * True for a secret of the client, or for the one before it while both are good. Compared in a time that says nothing about
 * where they differ. @param now in ms
 */
export function isSecretOf(client: ProviderClient, secret: string, now: number): boolean {
  const sent = Buffer.from(hashSecret(secret))
  const { secretHashes, formerSecret } = client
  if (secretHashes.some((stored) => isEqual(stored, sent))) return true
  return formerSecret !== null && now < formerSecret.expiresAt && isEqual(formerSecret.hash, sent)
}

function isEqual(stored: string, sent: Buffer): boolean {
  const expected = Buffer.from(stored)
  return expected.length === sent.length && timingSafeEqual(expected, sent)
}
