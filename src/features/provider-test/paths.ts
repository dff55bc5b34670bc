import type { Config } from '../../config.ts'
import { absoluteUrl } from '../../platform/http/site.ts'
import { type Organizer, preferredSite } from '../organizers/index.ts'
import type { TestRun } from './types.ts'

/** Where the login of a run begins, below an organizer's pages. */
export function ticketPath(ticket: string): string {
  return `/account/login/check/${ticket}`
}

/** The address at which the login of a waiting run begins; null when it cannot. */
export function loginAddress(
  organizer: Organizer,
  { state, report }: Pick<TestRun, 'state' | 'report'>,
  config: Config,
): string | null {
  if (state !== 'waiting' || report.ticket === null) return null
  return absoluteUrl(preferredSite(organizer, config), ticketPath(report.ticket))
}

/** The page of a run, below the provider's own pages. */
export function runPage({ providerId, id }: Pick<TestRun, 'providerId' | 'id'>): string {
  return `ssoprovider/${providerId}/test/${id}`
}
