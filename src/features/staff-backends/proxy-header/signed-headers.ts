import { createHmac, timingSafeEqual } from 'node:crypto'
import { SECOND } from '../../../core/clock.ts'
import type { BackendRequest } from '../contract.ts'
import { oneLine } from './asserted.ts'
import type { IdentityHeaders, Proof } from './config.ts'

type HmacProof = Extract<Proof, { kind: 'hmac' }>
type Lines = BackendRequest['headersDistinct']

/** What is signed, in this order: a line for each, empty for a header that is not sent. */
export function signedText(timestamp: string, values: readonly (string | null)[]): string {
  return [timestamp, ...values.map((value) => value ?? '')].join('\n')
}

/** HMAC-SHA256 (RFC 2104) over the bytes that were sent, in hexadecimal digits. */
export function signatureOf(secret: string, text: string): string {
  return createHmac('sha256', secret).update(Buffer.from(text, 'latin1')).digest('hex')
}

/**
 * Why the signature of the headers is not believed; null when it is.
 * @param now ms
 * @throws SentTwice
 */
export function signatureProblem(lines: Lines, headers: IdentityHeaders, proof: HmacProof, now: number): string | null {
  const signature = oneLine(lines, proof.header)?.toLowerCase() ?? ''
  const timestamp = oneLine(lines, proof.timestampHeader) ?? ''
  if (!/^[0-9a-f]{64}$/.test(signature)) return `${proof.header} is missing or no signature`
  if (!/^\d{1,12}$/.test(timestamp)) return `${proof.timestampHeader} is missing or no time in seconds`
  const names = [headers.user, headers.email, headers.name, headers.groups]
  const values = names.map((name) => (name === null ? null : oneLine(lines, name)))
  const expected = signatureOf(proof.secret, signedText(timestamp, values))
  if (!timingSafeEqual(Buffer.from(signature), Buffer.from(expected))) return 'the signature is wrong'
  return Math.abs(now - Number(timestamp) * SECOND) > proof.maxAgeS * SECOND ? 'the signature is too old' : null
}
