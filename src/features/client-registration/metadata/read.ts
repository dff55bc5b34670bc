import { OAuthError } from '../../../protocol/provider/errors.ts'
import { refuse } from './refusals.ts'
import { type ClientMetadata, metadataSchema } from './schema.ts'

/** Reads what an app sent. A member that is null or empty counts as left out: RFC 7592 2.2. @throws OAuthError */
export function readMetadata(body: string): ClientMetadata {
  const document = parse(body)
  const given = Object.entries(document).filter(([, value]) => value !== null && value !== '')
  const parsed = metadataSchema.safeParse(Object.fromEntries(given))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const member = String(issue?.path[0] ?? 'metadata')
  if (member === 'redirect_uris' && !Object.hasOwn(document, member)) throw refuse(member, 'is missing')
  throw refuse(member, `is refused: ${issue?.message ?? 'it cannot be read'}`)
}

function parse(body: string): object {
  try {
    const document: unknown = JSON.parse(body)
    if (typeof document === 'object' && document !== null && !Array.isArray(document)) return document
  } catch {
    // Said below, as for every other text that is no object.
  }
  throw new OAuthError('invalid_client_metadata', 'The body must be a JSON object with the metadata of the client')
}
