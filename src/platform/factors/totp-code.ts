import { Secret, TOTP } from 'otpauth'

/** Length of a time step in ms: RFC 6238, 4.1. */
const STEP_MS = 30_000
const DIGITS = 6
/** So many steps before and after now are accepted, for clocks that go wrong: RFC 6238, 5.2. */
const WINDOW = 1
/** RFC 4226, 4: 160 bits. */
export const SECRET_BYTES = 20

/** @param bytes random ones; answers base32 */
export function totpSecret(bytes: Uint8Array): string {
  return new Secret({ buffer: new Uint8Array(bytes).buffer }).base32
}

/**
 * The time step that a code belongs to; null when it is none of those around `now`.
 * @param now instant in ms
 */
export function stepOfCode(secret: string, code: string, now: number): number | null {
  const delta = generator(secret).validate({ token: code, timestamp: now, window: WINDOW })
  return delta === null ? null : Math.floor(now / STEP_MS) + delta
}

/** What authenticator apps read from the QR code: `otpauth://totp/…`. */
export function otpauthUri(secret: string, { issuer, account }: { issuer: string; account: string }): string {
  return generator(secret, issuer.replaceAll(':', ' '), account.replaceAll(':', ' ')).toString()
}

/** The key in groups of four, to be typed. */
export function groupedKey(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(' ') ?? ''
}

function generator(secret: string, issuer = '', label = ''): TOTP {
  return new TOTP({
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits: DIGITS,
    period: STEP_MS / 1000,
    issuer,
    label,
  })
}
