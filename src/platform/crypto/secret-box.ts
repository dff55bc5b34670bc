import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { FoyerError } from '../../core/errors.ts'

/** Encrypts what must be read back and signs what leaves for the browser; keys come from the configured secrets. */
export interface SecretBox {
  /** AES-256-GCM; the answer names its key, so that secrets can rotate. `purpose` is authenticated with it. */
  seal(plain: string, purpose: string): string
  /** @throws SealBroken when the text was changed, is of another purpose or its key is not configured any more */
  open(sealed: string, purpose: string): string
  /** HMAC-SHA-256 of the text for this purpose, base64url. */
  mac(text: string, purpose: string): string
  /** True when `mac` was made by a current or previous secret. Constant time. */
  checkMac(text: string, purpose: string, mac: string): boolean
}

/** A sealed value cannot be opened. */
export class SealBroken extends FoyerError {
  constructor(reason: string) {
    super(`cannot open a sealed value: ${reason}`, { code: 'seal_broken', status: 500 })
  }
}

interface Key {
  readonly id: string
  readonly encryption: Buffer
  readonly signing: Buffer
}

/** @param secrets the current one first, previous ones after it; each at least 32 characters */
export function createSecretBox(secrets: readonly [string, ...string[]]): SecretBox {
  const keys = secrets.map(deriveKey)
  const current = keys[0] as Key
  const mac = (key: Key, text: string, purpose: string) =>
    createHmac('sha256', key.signing).update(`${purpose}\0${text}`).digest()

  return {
    seal(plain, purpose) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', current.encryption, iv).setAAD(Buffer.from(purpose))
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return `v1.${current.id}.${Buffer.concat([iv, body, cipher.getAuthTag()]).toString('base64url')}`
    },
    open(sealed, purpose) {
      const [version, keyId, text] = sealed.split('.')
      const key = keys.find((candidate) => candidate.id === keyId)
      if (version !== 'v1' || text === undefined) throw new SealBroken('unknown form')
      if (!key) throw new SealBroken(`its key ${keyId} is not among the configured secrets`)
      const bytes = Buffer.from(text, 'base64url')
      try {
        const decipher = createDecipheriv('aes-256-gcm', key.encryption, bytes.subarray(0, 12))
          .setAAD(Buffer.from(purpose))
          .setAuthTag(bytes.subarray(-16))
        return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8')
      } catch {
        throw new SealBroken('it was changed or is of another purpose')
      }
    },
    mac: (text, purpose) => mac(current, text, purpose).toString('base64url'),
    checkMac(text, purpose, given) {
      const bytes = Buffer.from(given, 'base64url')
      return keys.some((key) => {
        const expected = mac(key, text, purpose)
        return expected.length === bytes.length && timingSafeEqual(expected, bytes)
      })
    },
  }
}

function deriveKey(secret: string): Key {
  const bytes = (info: string) => Buffer.from(hkdfSync('sha256', secret, 'foyer', info, 32))
  return {
    id: createHash('sha256').update(bytes('key id')).digest('hex').slice(0, 8),
    encryption: bytes('encryption'),
    signing: bytes('signing'),
  }
}
