/** Where two addresses part. */
export interface UriDifference {
  /** What both begin with, from the path on; with scheme and host when they differ in those already. */
  readonly after: string
  /** What follows in either; empty when it ends there. */
  readonly registered: string
  readonly sent: string
}

/** Which part of two different addresses is the first to differ. */
export function uriDifference(registered: string, sent: string): UriDifference {
  let length = 0
  while (length < Math.min(registered.length, sent.length) && registered[length] === sent[length]) length += 1
  const common = registered.slice(0, length)
  const path = pathStart(registered)
  return {
    after: path !== null && length > path ? common.slice(path) : common,
    registered: registered.slice(length),
    sent: sent.slice(length),
  }
}

/** Says in English how the address that was sent differs from the registered one, for developers. */
export function describeDifference(registered: string, sent: string): string {
  if (registered === sent) return 'is the registered one'
  if (registered === `${sent}/`) return 'lacks the slash at the end'
  if (`${registered}/` === sent) return 'has a slash at the end that the registered one has not'
  if (registered.replace(/^https:/, 'http:') === sent) return 'has http instead of https'
  if (registered.replace(/^http:/, 'https:') === sent) return 'has https instead of http'
  const { after, registered: rest, sent: sentRest } = uriDifference(registered, sent)
  if (registered.toLowerCase() === sent.toLowerCase()) return `differs in upper and lower case after ${after}`
  if (after === '') return 'is another address altogether'
  if (sentRest === '') return `ends after ${after}`
  if (rest === '') return `goes on after ${after}`
  return `differs after ${after}`
}

/** The registered address that has most in common with the one that was sent, null when none is registered. */
export function nearestUri(registered: readonly string[], sent: string): string | null {
  let nearest: string | null = null
  let least = Number.POSITIVE_INFINITY
  for (const uri of registered) {
    const { registered: rest, sent: sentRest } = uriDifference(uri, sent)
    const tail = commonEnd(rest, sentRest)
    const distance = rest.length + sentRest.length - 2 * tail
    if (distance < least) [nearest, least] = [uri, distance]
  }
  return nearest
}

function commonEnd(one: string, other: string): number {
  let length = 0
  while (length < Math.min(one.length, other.length) && one.at(-1 - length) === other.at(-1 - length)) length += 1
  return length
}

/** Where the path of an address begins, null when it has no host. */
function pathStart(uri: string): number | null {
  return /^[^/?]*:\/\/[^/?]*/.exec(uri)?.[0].length ?? null
}
