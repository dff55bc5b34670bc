import type { StoredConnection } from '../../../protocol/client/discover.ts'

/** Parts of a description that staff are told of when they change. */
export const DESCRIBED_PARTS = [
  'keys',
  'authorization_endpoint',
  'token_endpoint',
  'userinfo_endpoint',
  'end_session_endpoint',
  'jwks_uri',
] as const
export type DescribedPart = (typeof DESCRIBED_PARTS)[number]

type Described = Pick<StoredConnection, 'metadata' | 'keys'>

/** What is different in a description; nothing when it is the first. Keys that could not be read are not different. */
export function changedParts(before: Described | null, after: Described | null): readonly DescribedPart[] {
  if (before === null || after === null) return []
  return DESCRIBED_PARTS.filter((part) => {
    const [was, is] = [partOf(before, part), partOf(after, part)]
    return part === 'keys' && (was === null || is === null) ? false : was !== is
  })
}

/** Names of keys, in their order. */
export function namesOfKeys({ keys }: Pick<StoredConnection, 'keys'>): readonly string[] {
  return (keys?.keys.keys ?? []).slice(0, 20).map(({ kid }) => (kid ?? '–').slice(0, 100))
}

function partOf({ metadata, keys }: Described, part: DescribedPart): string | null {
  if (part === 'keys')
    return keys === undefined
      ? null
      : keys.keys.keys
          .map((key) => JSON.stringify(key))
          .sort()
          .join()
  const value = (metadata as Readonly<Record<string, unknown>> | null)?.[part]
  return typeof value === 'string' ? value : null
}
