export interface ImageSize {
  /** Pixels, at least 1. */
  readonly width: number
  readonly height: number
}

/**
 * How large a PNG or JPEG is, as its header says (PNG, third edition, 11.2.1; ITU T.81, B.2.2); null for other types and for a
 * file that does not say.
 */
export function imageSize(data: Uint8Array): ImageSize | null {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength)
  const size = bytes.toString('latin1', 12, 16) === 'IHDR' ? pngSize(bytes) : jpegSize(bytes)
  return size && size.width > 0 && size.height > 0 ? size : null
}

function pngSize(bytes: Buffer): ImageSize | null {
  return bytes.length < 24 ? null : { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
}

const NO_FRAMES = new Set([0xc4, 0xc8, 0xcc])

/** Walks over the segments up to the first frame header. */
function jpegSize(bytes: Buffer): ImageSize | null {
  if (bytes.length < 2 || bytes.readUInt16BE(0) !== 0xffd8) return null
  let at = 2
  while (at + 9 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes.readUInt8(at + 1)
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker >= 0xc0 && marker <= 0xcf && !NO_FRAMES.has(marker)) {
      return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
    }
    at += 2 + Math.max(2, bytes.readUInt16BE(at + 2))
  }
  return null
}
