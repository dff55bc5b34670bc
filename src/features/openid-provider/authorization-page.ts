import { FoyerError, type TextParams } from '../../core/errors.ts'
import type { Translate } from '../../platform/i18n/i18n.ts'
import type { AuthorizationPageError } from '../../protocol/provider/errors.ts'
import { parameter } from '../../protocol/provider/parameters.ts'
import type { ClientStore } from '../../protocol/provider/types.ts'
import type { Organizer } from '../organizers/index.ts'

const LONGEST_SHOWN = 300

interface PageFacts {
  readonly organizer: Organizer
  readonly clients: ClientStore
  readonly params: URLSearchParams
  readonly t: Translate
  /** What staff find this refusal by; null when it was not kept. */
  readonly reference: string | null
}

/** The error page for a request whose sender cannot be trusted with a redirect. RFC 6749 4.1.2.1. */
export async function pageProblem(error: AuthorizationPageError, facts: PageFacts): Promise<FoyerError> {
  const params = {
    organizer: facts.organizer.name,
    name: await nameOf(error, facts),
    uri: shownUri(parameter(facts.params, 'redirect_uri')),
  }
  return pageError(error.reason, error.message, params, facts.reference)
}

export function pageError(
  reason: string,
  message: string,
  params: TextParams = {},
  reference: string | null = null,
): FoyerError {
  const text = { key: `openidProvider:page.${reason}`, params }
  return new FoyerError(message, { code: reason, status: 400, text, ...(reference !== null && { reference }) })
}

async function nameOf({ reason }: AuthorizationPageError, { clients, params, t }: PageFacts): Promise<string> {
  const isKnown = reason !== 'client_missing' && reason !== 'client_unknown' && reason !== 'parameter_repeated'
  const client = isKnown ? await clients.findByClientId(parameter(params, 'client_id') ?? '') : null
  return client?.name ?? t('openidProvider:theApp')
}

/** Only a complete address is shown, in its encoded form, so that nobody can write sentences into our page. */
function shownUri(uri: string | null): string {
  const href = URL.parse(uri ?? '')?.href ?? '–'
  return href.length > LONGEST_SHOWN ? `${href.slice(0, LONGEST_SHOWN)}…` : href
}
