import type { OrganizerId, RefusalId, SsoClientId } from '../../core/ids.ts'
import type { RefusalLog } from '../openid-provider/index.ts'

/** What was kept of a refused request. It holds no secret: whatever looks like one was shortened before it was written. */
export interface Refusal {
  readonly id: RefusalId
  /** Eight symbols of the readable alphabet, as whoever was refused has seen them. */
  readonly reference: string
  /** Instant of the first of these requests, in ms. */
  readonly at: number
  /** The client of the organizer that the request named; null when there is none by that name. */
  readonly client: SsoClientId | null
  /** The `client_id` that was sent. */
  readonly clientId: string | null
  /** Path of the endpoint below the issuer. */
  readonly endpoint: string
  /** Error word of the standard. */
  readonly error: string
  /** Word for the rule that was broken; null when the refusal named none. */
  readonly rule: string | null
  /** What the app was told, English. */
  readonly description: string
  readonly expected: string | null
  readonly sent: string | null
  /** How many equal requests share this entry. */
  readonly count: number
}

/** A place in the list: entries older than this one, or newer. */
export interface RefusalCursor {
  readonly way: 'older' | 'newer'
  readonly id: RefusalId
}

export interface RefusalQuery {
  /** 1 to 100. */
  readonly limit: number
  readonly client?: SsoClientId | undefined
  readonly cursor?: RefusalCursor | undefined
}

/** The newest first. */
export interface RefusalPage {
  readonly refusals: readonly Refusal[]
  readonly newer: RefusalCursor | null
  readonly older: RefusalCursor | null
}

/** Requests of apps that were refused, for staff: kept 14 days, the last 2,000 of each organizer. */
export interface RefusedRequests {
  /** Where the endpoints note what they refuse. */
  readonly log: RefusalLog
  list(organizerId: OrganizerId, query: RefusalQuery): Promise<RefusalPage>
  /** @param typed a reference with any case, spaces and dashes; null when there is none such here */
  byReference(organizerId: OrganizerId, typed: string): Promise<Refusal | null>
  /** Removes what is too old or too much; answers how many. */
  cleanUp(): Promise<number>
  /** Writes what waits. */
  flush(): Promise<void>
  /** Writes what waits and takes no more. */
  close(): Promise<void>
}
