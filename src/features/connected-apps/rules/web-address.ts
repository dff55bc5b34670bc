/** An address that an app gave for its pages, if a browser may be sent there: http or https. */
export function webAddress(address: string | null): string | null {
  const url = address === null ? null : URL.parse(address)
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null
}
