import type { OrganizerId, SsoClientId } from '../../core/ids.ts'
import type { Platform } from '../../platform/platform.ts'
import type { SignIn } from '../sign-in/index.ts'
import { sessionGrantStore } from './store.ts'

/** What a logout message is made of. */
export interface LogoutMessage {
  readonly client: SsoClientId
  /** The `sub` that the app knows. */
  readonly subject: string
  readonly sid: string
  /** The organizer's own domain, which is part of the issuer that the app knows; null for the main address. */
  readonly host: string | null
}

/** Under this topic the outbox has the messages to an app. */
export function logoutTopic(client: SsoClientId): string {
  return `logout:${client}`
}

/**
 * Writes one message for each app of each ended session into the outbox, in the transaction in which the session ends, so that
 * none is sent for a logout that did not happen and none is lost. Back-Channel Logout 1.0, 2.3. Where the access of the account
 * ended, the provider itself decides what becomes of tokens.
 */
export function notifyApps({ outbox, clock }: Platform): Parameters<SignIn['onSessionsEnded']>[0] {
  return async (q, organizerId: OrganizerId, customerId, sessions, reason) => {
    const ids = sessions.map(({ id }) => id)
    const hosts = new Map(sessions.map(({ id, host }) => [id, host]))
    const grants = sessionGrantStore(q)
    for (const participant of await grants.participants(organizerId, customerId, ids)) {
      const { client, subject, sessionId, backchannelLogoutUri } = participant
      if (backchannelLogoutUri === null) continue
      const payload: LogoutMessage = { client, subject, sid: sessionId, host: hosts.get(sessionId) ?? null }
      await outbox.add(q, {
        kind: 'backchannel_logout',
        organizerId,
        recipient: backchannelLogoutUri,
        topic: logoutTopic(client),
        payload,
      })
    }
    if (reason !== 'access_ended') await grants.endOnlineGrants(organizerId, customerId, ids, clock.now())
  }
}
