import { OutgoingFailed } from './errors.ts'

/** Everything that comes, as long as it is not more than `maxBytes`. @throws OutgoingFailed */
export async function readBody(body: AsyncIterable<Uint8Array>, maxBytes: number, origin: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.length
    if (length > maxBytes) throw new OutgoingFailed('too_large', origin)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
