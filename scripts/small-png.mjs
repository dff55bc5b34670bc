import { crc32, deflateSync, inflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
const MOST_COLOURS = 256
const TRUECOLOUR = 2
const PALETTE = 3

/** The same picture with at most 256 colours: the most frequent ones, and for each other its nearest. Takes what Chromium makes. */
export function smallPng(png) {
  const { width, height, pixels } = decode(png)
  const counts = new Map()
  for (let at = 0; at < pixels.length; at += 3) {
    const colour = pixels.readUIntBE(at, 3)
    counts.set(colour, (counts.get(colour) ?? 0) + 1)
  }
  const byUse = [...counts].sort(([, one], [, other]) => other - one).map(([colour]) => colour)
  const palette = byUse.slice(0, MOST_COLOURS)
  const index = new Map(palette.map((colour, position) => [colour, position]))
  for (const colour of byUse.slice(MOST_COLOURS)) index.set(colour, nearest(palette, colour))
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 1; x <= width; x++, at += 3) rows[y * (width + 1) + x] = index.get(pixels.readUIntBE(at, 3))
  }
  return encode(width, height, palette, rows)
}

function nearest(palette, colour) {
  let best = 0
  let least = Number.POSITIVE_INFINITY
  palette.forEach((other, position) => {
    const distance = channels(colour).reduce((sum, value, at) => sum + (value - channels(other)[at]) ** 2, 0)
    if (distance < least) [best, least] = [position, distance]
  })
  return best
}

const channels = (colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]

function encode(width, height, palette, rows) {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, PALETTE, 0, 0, 0], 8)
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(channels))),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const part = Buffer.alloc(body.length + 8)
  part.writeUInt32BE(data.length, 0)
  body.copy(part, 4)
  part.writeUInt32BE(crc32(body), body.length + 4)
  return part
}

/** Pixels of three bytes, row after row. PNG specification, third edition, 9 and 10. */
function decode(png) {
  let header
  const data = []
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at)
    const type = png.toString('latin1', at + 4, at + 8)
    const body = png.subarray(at + 8, at + 8 + length)
    if (type === 'IHDR') header = body
    if (type === 'IDAT') data.push(body)
    at += length + 12
  }
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  if (header[8] !== 8 || header[9] !== TRUECOLOUR || header[12] !== 0)
    throw new Error('not a PNG of three bytes a pixel')
  return { width, height, pixels: unfilter(inflateSync(Buffer.concat(data)), width * 3, height) }
}

function unfilter(raw, stride, height) {
  const pixels = Buffer.alloc(stride * height)
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)]
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x
      const left = x >= 3 ? pixels[at - 3] : 0
      const up = y > 0 ? pixels[at - stride] : 0
      const corner = x >= 3 && y > 0 ? pixels[at - stride - 3] : 0
      pixels[at] = raw[y * (stride + 1) + 1 + x] + predicted(filter, left, up, corner)
    }
  }
  return pixels
}

function predicted(filter, left, up, corner) {
  if (filter === 0) return 0
  if (filter === 1) return left
  if (filter === 2) return up
  if (filter === 3) return (left + up) >> 1
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)]
  if (a <= b && a <= c) return left
  return b <= c ? up : corner
}
