import { pipeline, Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'

/** A file in an archive, in the order in which it is to stand there. */
export interface ZipEntry {
  /** With slashes, ASCII. */
  readonly name: string
  /** UTF-8. */
  readonly content: AsyncIterable<Buffer>
}

interface Written {
  readonly name: Buffer
  readonly crc: number
  readonly packed: number
  readonly size: number
  readonly offset: number
}

/** Sizes are told after the content (bit 3), names are UTF-8 (bit 11). */
const FLAGS = 0x0808
const DEFLATE = 8
const VERSION = 20
/** 1 January 1980: archives tell no time of their own. */
const NO_DATE = 0x21
/** Larger archives would need ZIP64. */
const MAX_BYTES = 0xffff_ffff
/** Most of what better levels save, in a third of their time. */
const LEVEL = 3

/**
 * A ZIP archive (PKWARE APPNOTE 6.3) that is made while it is read, packed outside the event loop. Entries are asked for one after
 * the other. @throws RangeError when an entry or the archive gets larger than 4 GiB
 */
export async function* zipFile(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Buffer> {
  const written: Written[] = []
  let offset = 0
  for await (const { name, content } of entries) {
    const start = localHeader(Buffer.from(name))
    yield start
    const told = { crc: 0, size: 0, packed: 0 }
    for await (const part of packed(content, told)) {
      told.packed += part.length
      yield part
    }
    const end = descriptor(told)
    yield end
    written.push({ name: Buffer.from(name), offset, ...told })
    offset += start.length + told.packed + end.length
    if (offset > MAX_BYTES || told.size > MAX_BYTES) throw new RangeError('an archive larger than 4 GiB')
  }
  const directory = Buffer.concat(written.map(centralHeader))
  yield directory
  yield endOfDirectory(written.length, directory.length, offset)
}

async function* packed(content: AsyncIterable<Buffer>, told: { crc: number; size: number }): AsyncGenerator<Buffer> {
  async function* counted() {
    for await (const part of content) {
      told.crc = crc32(part, told.crc)
      told.size += part.length
      yield part
    }
  }
  const deflate = createDeflateRaw({ level: LEVEL })
  pipeline(Readable.from(counted(), { objectMode: false }), deflate, () => {})
  yield* deflate
}

function localHeader(name: Buffer): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x0403_4b50, 0)
  header.writeUInt16LE(VERSION, 4)
  header.writeUInt16LE(FLAGS, 6)
  header.writeUInt16LE(DEFLATE, 8)
  header.writeUInt16LE(NO_DATE, 12)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, name])
}

function descriptor({ crc, packed, size }: Pick<Written, 'crc' | 'packed' | 'size'>): Buffer {
  const descriptor = Buffer.alloc(16)
  descriptor.writeUInt32LE(0x0807_4b50, 0)
  writeSizes(descriptor, 4, { crc, packed, size })
  return descriptor
}

function centralHeader({ name, offset, ...sizes }: Written): Buffer {
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x0201_4b50, 0)
  header.writeUInt16LE(VERSION, 4)
  header.writeUInt16LE(VERSION, 6)
  header.writeUInt16LE(FLAGS, 8)
  header.writeUInt16LE(DEFLATE, 10)
  header.writeUInt16LE(NO_DATE, 14)
  writeSizes(header, 16, sizes)
  header.writeUInt16LE(name.length, 28)
  header.writeUInt32LE(offset, 42)
  return Buffer.concat([header, name])
}

function writeSizes(to: Buffer, at: number, { crc, packed, size }: Pick<Written, 'crc' | 'packed' | 'size'>): void {
  to.writeUInt32LE(crc, at)
  to.writeUInt32LE(Math.min(packed, MAX_BYTES), at + 4)
  to.writeUInt32LE(Math.min(size, MAX_BYTES), at + 8)
}

function endOfDirectory(entries: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x0605_4b50, 0)
  end.writeUInt16LE(entries, 8)
  end.writeUInt16LE(entries, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  return end
}
