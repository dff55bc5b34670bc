import { nearestUri, uriDifference } from '../../protocol/provider/redirect-uri-difference.ts'

/** How an address that was sent differs from the registered one; each has a text. */
export type DifferenceWord =
  | 'slashMissing'
  | 'slashExtra'
  | 'http'
  | 'https'
  | 'case'
  | 'other'
  | 'endsEarly'
  | 'goesOn'
  | 'after'
  | 'hidden'

export interface AddressDifference {
  readonly word: DifferenceWord
  /** What both have in common, from the path on. */
  readonly after: string
  /** The same beginning of both. */
  readonly common: string
  readonly registeredRest: string
  readonly sentRest: string
}

/** @param registered one address, or several with commas between them: the nearest counts */
export function addressDifference(registered: string, sent: string): AddressDifference {
  const expected = nearestUri(registered.split(', '), sent) ?? registered
  const { after, registered: registeredRest, sent: sentRest } = uriDifference(expected, sent)
  const common = expected.slice(0, expected.length - registeredRest.length)
  return { word: wordFor(expected, sent, after), after, common, registeredRest, sentRest }
}

function wordFor(registered: string, sent: string, after: string): DifferenceWord {
  if (registered === sent) return 'hidden'
  if (registered === `${sent}/`) return 'slashMissing'
  if (`${registered}/` === sent) return 'slashExtra'
  if (registered.replace(/^https:/, 'http:') === sent) return 'http'
  if (registered.replace(/^http:/, 'https:') === sent) return 'https'
  if (registered.toLowerCase() === sent.toLowerCase()) return 'case'
  if (!after.startsWith('/')) return 'other'
  if (registered.startsWith(sent)) return 'endsEarly'
  return sent.startsWith(registered) ? 'goesOn' : 'after'
}
