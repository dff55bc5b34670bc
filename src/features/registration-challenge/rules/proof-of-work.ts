import { hash } from 'node:crypto'

/** What a digest is made of. The script of the page makes it in the same way. */
export function proofText(token: string, nonce: string): string {
  return `${token} ${nonce}`
}

/** Whether the SHA-256 digest of token and nonce begins with so many zero bits. */
export function isProof(token: string, nonce: string, bits: number): boolean {
  const digest = hash('sha256', proofText(token, nonce), 'buffer')
  return Math.clz32(digest.readUInt32BE(0)) >= Math.min(bits, 32)
}
