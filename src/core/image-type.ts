export type ImageType = 'image/png' | 'image/jpeg' | 'image/webp'

/** How large a logo may be, in bytes. */
export const LOGO_MAX_BYTES = 512 * 1024

const SIGNATURES: readonly (readonly [ImageType, (bytes: Buffer) => boolean])[] = [
  ['image/png', (bytes) => bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))],
  ['image/jpeg', (bytes) => bytes.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex'))],
  ['image/webp', (bytes) => bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP'],
]

/** The type of an image by its first bytes; null for anything but PNG, JPEG and WebP. SVG is none: it can hold scripts. */
export function imageType(data: Uint8Array): ImageType | null {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength)
  return SIGNATURES.find(([, matches]) => matches(bytes))?.[0] ?? null
}
