export interface BasicCredentials {
  readonly clientId: string
  readonly secret: string
}

/**
 * Reads `Authorization: Basic …`. RFC 6749 2.3.1: both parts are form-encoded before they are joined and base64-encoded.
 * @returns null for another scheme and for everything that cannot be decoded
 */
export function parseBasic(header: string): BasicCredentials | null {
  const encoded = /^Basic +([A-Za-z0-9+/]+={0,2})$/i.exec(header)?.[1]
  if (encoded === undefined) return null
  const [, clientId, secret] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? []
  if (clientId === undefined || secret === undefined) return null
  try {
    return { clientId: formDecode(clientId), secret: formDecode(secret) }
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
}

function formDecode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '))
}
