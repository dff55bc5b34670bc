import { InvalidInput } from '../../core/errors.ts'

export interface OrganizerLogo {
  readonly mediaType: 'image/png' | 'image/jpeg' | 'image/webp'
  readonly data: Uint8Array
}

const MAX_BYTES = 512 * 1024
const SIGNATURES: readonly (readonly [OrganizerLogo['mediaType'], (bytes: Buffer) => boolean])[] = [
  ['image/png', (bytes) => bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))],
  ['image/jpeg', (bytes) => bytes.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex'))],
  ['image/webp', (bytes) => bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP'],
]

/**
 * A logo from the bytes of a file, its type told by its first bytes. SVG is refused: it can hold scripts, and mail programs do
 * not show it.
 * @throws InvalidInput for other types and for more than 512 KiB
 */
export function readLogo(data: Uint8Array): OrganizerLogo {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength)
  if (bytes.length > MAX_BYTES) throw new InvalidInput({ logo: { key: 'organizers:bad.logoSize' } })
  const known = SIGNATURES.find(([, matches]) => matches(bytes))
  if (!known) throw new InvalidInput({ logo: { key: 'organizers:bad.logoType' } })
  return { mediaType: known[0], data }
}
