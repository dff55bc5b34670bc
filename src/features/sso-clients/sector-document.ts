import { z } from 'zod'
import { InvalidInput, type Message } from '../../core/errors.ts'
import type { Platform } from '../../platform/platform.ts'
import type { SsoClientSettings } from './types.ts'

const MAX_BYTES = 100_000
const TIMEOUT_MS = 5000
const schema = z.array(z.string())

/**
 * OpenID Connect Registration 5: the document of the sector lists the redirect URIs of all its apps; those of this app have to
 * be among them, or anybody could claim to belong to the sector.
 * @throws InvalidInput when it cannot be read or does not list them all
 */
export async function checkSectorDocument(
  { outgoing }: Pick<Platform, 'outgoing'>,
  { sectorIdentifierUri, redirectUris }: Pick<SsoClientSettings, 'sectorIdentifierUri' | 'redirectUris'>,
): Promise<void> {
  if (sectorIdentifierUri === null) return
  const listed = await read(outgoing, sectorIdentifierUri)
  const missing = redirectUris.find((uri) => !listed.includes(uri))
  if (missing !== undefined) throw refused({ key: 'ssoClients:errors.sectorMisses', params: { uri: missing } })
}

/** Whether the document has to be read again for this change. */
export function needsSectorCheck(settings: SsoClientSettings, before: SsoClientSettings | null): boolean {
  if (settings.sectorIdentifierUri === null) return false
  return (
    before?.subjectType !== settings.subjectType ||
    before.sectorIdentifierUri !== settings.sectorIdentifierUri ||
    settings.redirectUris.some((uri) => !before.redirectUris.includes(uri))
  )
}

async function read(outgoing: Platform['outgoing'], uri: string): Promise<readonly string[]> {
  try {
    const answer = await outgoing.fetch(uri, { maxBytes: MAX_BYTES, timeoutMs: TIMEOUT_MS })
    if (answer.status === 200) return schema.parse(JSON.parse(answer.text()))
  } catch {
    // Not to be reached, not allowed, no JSON, another shape: for the one who typed the address it is all the same.
  }
  throw refused({ key: 'ssoClients:errors.sectorUnreadable' })
}

function refused(message: Message): InvalidInput {
  return new InvalidInput({ sector_identifier_uri: message })
}
