import type { SsoClientSettings } from '../types.ts'
import type { Fields } from './reading.ts'

/** OpenID Connect Core 8.1: people are told apart by sector, so that has to be one host, or a document that names it. */
export function checkSubject(
  {
    subjectType,
    sectorIdentifierUri,
    redirectUris,
  }: Pick<SsoClientSettings, 'subjectType' | 'sectorIdentifierUri' | 'redirectUris'>,
  wrong: Fields,
): void {
  if (subjectType === 'public' || wrong.sector_identifier_uri || sectorIdentifierUri !== null) return
  const hosts = new Set(redirectUris.map((uri) => URL.parse(uri)?.hostname ?? ''))
  if (hosts.has('')) wrong.sector_identifier_uri = { key: 'ssoClients:errors.sectorForOwnScheme' }
  else if (hosts.size > 1) {
    wrong.sector_identifier_uri = {
      key: 'ssoClients:errors.sectorForHosts',
      params: { hosts: [...hosts].slice(0, 4).join(', ') },
    }
  }
}
