import type { FastifyRequest } from 'fastify'
import { subjectClaims } from '../../protocol/provider/claims.ts'
import { subjectFor } from '../../protocol/provider/subject.ts'
import type { ConnectedAppsDeps } from './deps.ts'
import type { Asked } from './question.ts'
import { capitalised, subjectName } from './rules/app-sees.ts'
import { detailLines } from './rules/detail-lines.ts'
import { details } from './rules/details.ts'

/** One line of the consent page. */
export interface ToldLine {
  readonly label: string
  /** In plain words; none when the account has nothing here. */
  readonly values: readonly string[]
  /** What is said in the place of a value. */
  readonly empty: string
}

/** Everything that the app would be told by userinfo and in the ID token about the person, with the values. */
export async function toldLines(
  { organizer, site, t, locale }: FastifyRequest,
  provider: Pick<ConnectedAppsDeps['provider'], 'host' | 'person'>,
  { question: { client, scopes, claims }, session: { customer } }: Asked,
): Promise<ToldLine[]> {
  const host = provider.host(organizer, site)
  const subject = await subjectFor(host, client, await provider.person(organizer.id, customer))
  const given = subjectClaims(subject, await host.grants.profile(customer.id), scopes, claims)
  const offered = organizer.settings.customer_accounts_profile_fields
  const telling = { t, locale, timeZone: organizer.timeZone }
  const lines = details(given, { scopes, claims }, offered).map((detail) => ({
    label: capitalised(t(`connectedApps:detail.${detail.name}`)),
    values: detailLines(detail, telling),
    empty: t(`connectedApps:empty.${detail.name}`),
  }))
  const sub = t(`connectedApps:detail.${subjectName(client)}`)
  return [...lines, { label: capitalised(sub), values: [given.sub], empty: '' }]
}
