const PREFIX = 'urn:ietf:params:oauth:request_uri:'

/** The `request_uri` of a pushed authorization request. RFC 9126 2.2. @param handle 256 random bits, base64url */
export function pushedRequestUri(handle: string): string {
  return PREFIX + handle
}

/** The handle in a `request_uri`; null when it is the address of a request object instead. RFC 9126 4. */
export function pushedHandleOf(requestUri: string): string | null {
  return requestUri.startsWith(PREFIX) ? requestUri.slice(PREFIX.length) : null
}
