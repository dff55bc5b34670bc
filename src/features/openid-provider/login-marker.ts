import { HOUR, SECOND } from '../../core/clock.ts'
import type { OrganizerId } from '../../core/ids.ts'
import type { SecretBox } from '../../platform/crypto/secret-box.ts'
import { authorizationFingerprint } from '../../protocol/provider/authorization/fingerprint.ts'

/** The parameter of an authorization request that carries the note; not part of the protocol. */
export const MARKER_PARAMETER = 'login_began'

const PURPOSE = 'authorize'
const LIFETIME_MS = HOUR
/** Clocks of several servers may differ by this much. */
export const CLOCK_SKEW_MS = 5 * SECOND

/**
 * A signed note in an authorization request that says when its login was asked for, so that the request passes after that
 * login instead of asking for one again. It is bound to the organizer and to every parameter of the request.
 */
export interface LoginMarkers {
  /** The note for this request, in which there are no notes. @param startedAt in ms */
  write(organizerId: OrganizerId, params: URLSearchParams, startedAt: number): string
  /**
   * @param params the request without notes
   * @returns when the login was asked for, in ms; null for a forged note, or one older than an hour
   */
  read(organizerId: OrganizerId, params: URLSearchParams, marker: string, now: number): number | null
}

export function createLoginMarkers(secrets: Pick<SecretBox, 'mac' | 'checkMac'>): LoginMarkers {
  const subject = (organizerId: OrganizerId, params: URLSearchParams, startedAt: number) =>
    `${organizerId} ${startedAt} ${authorizationFingerprint(params)}`

  return {
    write(organizerId, params, startedAt) {
      return `${startedAt}.${secrets.mac(subject(organizerId, params, startedAt), PURPOSE)}`
    },
    read(organizerId, params, marker, now) {
      const [, instant, mac] = /^(\d{1,15})\.([\w-]{43})$/.exec(marker) ?? []
      if (instant === undefined || mac === undefined) return null
      const startedAt = Number(instant)
      if (startedAt > now + CLOCK_SKEW_MS || now - startedAt > LIFETIME_MS) return null
      return secrets.checkMac(subject(organizerId, params, startedAt), PURPOSE, mac) ? startedAt : null
    },
  }
}
