import { z } from 'zod'
import { SECOND } from '../../core/clock.ts'
import type { SsoClientId } from '../../core/ids.ts'
import { siteAt } from '../../platform/http/site.ts'
import { Undeliverable } from '../../platform/outbox/errors.ts'
import type { DeliveryEntry } from '../../platform/outbox/types.ts'
import { OutgoingRefused } from '../../platform/outgoing/errors.ts'
import type { OutgoingAnswer } from '../../platform/outgoing/types.ts'
import type { Platform } from '../../platform/platform.ts'
import { LOGOUT_TOKEN_TYPE, logoutTokenClaims } from '../../protocol/provider/logout/logout-token.ts'
import type { OpenidProvider } from '../openid-provider/index.ts'
import type { Organizers } from '../organizers/index.ts'
import type { LogoutMessage } from './notify-apps.ts'

const TIMEOUT_MS = 10 * SECOND
const MAX_ANSWER_BYTES = 64 * 1024
/** The app, or what stands before it, may answer otherwise the next time. RFC 9110 15.5.9, RFC 6585 4. */
const TRY_AGAIN: readonly number[] = [408, 429]

export const logoutMessageSchema: z.ZodType<LogoutMessage> = z.object({
  client: z.string().transform((id) => id as SsoClientId),
  subject: z.string(),
  sid: z.string(),
  host: z.string().nullable(),
})

interface DeliveryDeps {
  readonly organizers: Pick<Organizers, 'byId'>
  readonly provider: Pick<OpenidProvider, 'host'>
}

/**
 * Tells an app that a session has ended: a POST with a signed logout token and nothing else. Back-Channel Logout 1.0, 2.5 and
 * 2.8.
 */
export function deliverLogout({ outgoing, clock, config }: Platform, { organizers, provider }: DeliveryDeps) {
  return async (message: LogoutMessage, entry: DeliveryEntry): Promise<void> => {
    const organizer = entry.organizerId && (await organizers.byId(entry.organizerId))
    if (!organizer) throw new Undeliverable('the organizer does not exist any more')
    const host = provider.host(organizer, siteAt(message.host, organizer.slug, config.url))
    const client = await host.clients.findByKey(message.client)
    const uri = client?.isActive ? client.backchannelLogoutUri : null
    if (!client || uri === null) throw new Undeliverable('the app takes no logout messages any more')
    const claims = logoutTokenClaims({
      issuer: host.issuer,
      clientId: client.clientId,
      subject: message.subject,
      sid: message.sid,
      jti: `${entry.id}.${entry.attempts}`,
      now: clock.now(),
    })
    const signer = await host.keys.signer(client.idTokenAlg)
    const token = await signer.sign(claims, LOGOUT_TOKEN_TYPE)
    const answer = await outgoing
      .fetch(uri, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        body: new URLSearchParams({ logout_token: token }).toString(),
        signal: entry.signal,
        timeoutMs: TIMEOUT_MS,
        maxBytes: MAX_ANSWER_BYTES,
      })
      .catch((error: unknown) => {
        throw isForGood(error) ? new Undeliverable((error as Error).message, error) : error
      })
    judge(answer)
  }
}

/** An address that may not be called will not be allowed by itself. */
function isForGood(error: unknown): boolean {
  return error instanceof OutgoingRefused && error.reason !== 'too_many_calls'
}

const errorBody = z.object({ error: z.string().max(100) })

function judge(answer: OutgoingAnswer): void {
  const { status } = answer
  if (status >= 200 && status < 300) return
  const reason = `the app answered ${status}${errorOf(answer)}`
  const isRefused = status >= 400 && status < 500 && !TRY_AGAIN.includes(status)
  throw isRefused ? new Undeliverable(reason) : new Error(reason)
}

/** What the app says is wrong, if it says so in the words of RFC 6749 5.2. */
function errorOf(answer: OutgoingAnswer): string {
  try {
    const { data } = errorBody.safeParse(JSON.parse(answer.text()))
    return data ? ` (${data.error})` : ''
  } catch {
    return ''
  }
}
