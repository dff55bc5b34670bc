import { CLIENT_JWT_ALGS, HIGH_SECURITY_ALGS } from '../client-jwt.ts'

/** What proofs may be signed with, RFC 9449 4.3 and FAPI 2.0 Security Profile 5.4.1; also for discovery and challenges. */
export function dpopAlgs(isHighSecurity: boolean): readonly string[] {
  return isHighSecurity ? HIGH_SECURITY_ALGS : CLIENT_JWT_ALGS
}
