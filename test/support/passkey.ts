import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { isoCBOR } from '@simplewebauthn/server/helpers'

const UP = 0x01
const UV = 0x04
const AT = 0x40

interface Credential {
  readonly id: Buffer
  readonly key: KeyObject
  readonly rpId: string
  readonly userHandle: Buffer
  count: number
}

/** What a page asks for, as far as this authenticator looks at it. */
export interface PasskeyOptions {
  readonly challenge: string
  readonly rp?: { readonly id?: string; readonly name: string }
  readonly rpId?: string
  readonly user?: { readonly id: string; readonly name: string; readonly displayName: string }
  readonly userVerification?: string
  readonly allowCredentials?: readonly { readonly id: string }[]
  readonly excludeCredentials?: readonly { readonly id: string }[]
  readonly authenticatorSelection?: { readonly residentKey?: string; readonly userVerification?: string }
}

/** How an answer differs from an honest one. */
export interface Tricks {
  readonly origin?: string
  readonly rpId?: string
  readonly challenge?: string
  readonly userHandle?: Buffer
  readonly isUserVerified?: boolean
  /** The counter that it says, and goes on from. */
  readonly count?: number
  readonly type?: string
}

/** An authenticator made of software: ES256, discoverable credentials, no attestation. Answers JSON as a browser would. */
export class SoftAuthenticator {
  readonly #credentials: Credential[] = []
  readonly #origin: string

  constructor(origin: string) {
    this.#origin = origin
  }

  /** Another one with the same credentials and counters, as though its memory had been copied. */
  copy(): SoftAuthenticator {
    const twin = new SoftAuthenticator(this.#origin)
    twin.#credentials.push(...this.#credentials.map((credential) => ({ ...credential })))
    return twin
  }

  create(options: PasskeyOptions, tricks: Tricks = {}): string {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
    const id = randomBytes(32)
    const rpId = tricks.rpId ?? options.rp?.id ?? ''
    const cose = isoCBOR.encode(
      new Map<number, number | Uint8Array>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
        [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
      ]),
    )
    const userHandle = Buffer.from(options.user?.id ?? '', 'base64url')
    const length = Buffer.from([0, id.length])
    const attested = Buffer.concat([Buffer.alloc(16), length, id, Buffer.from(cose)])
    const authData = authenticatorData(rpId, AT | flagsOf(tricks), 0, attested)
    const attestation = new Map<string, unknown>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', new Uint8Array(authData)],
    ])
    this.#credentials.push({ id, key: privateKey, rpId, userHandle, count: 0 })
    return JSON.stringify({
      id: id.toString('base64url'),
      rawId: id.toString('base64url'),
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: this.#clientData('webauthn.create', options, tricks).toString('base64url'),
        attestationObject: Buffer.from(isoCBOR.encode(attestation as never)).toString('base64url'),
        transports: ['internal'],
      },
    })
  }

  get(options: PasskeyOptions, tricks: Tricks = {}): string {
    const allowed = options.allowCredentials?.map(({ id }) => id)
    const credential = this.#credentials.findLast(({ id }) => allowed?.includes(id.toString('base64url')) ?? true)
    if (!credential) throw new Error('no passkey for this request')
    credential.count = tricks.count ?? credential.count + 1
    const authData = authenticatorData(tricks.rpId ?? options.rpId ?? '', flagsOf(tricks), credential.count)
    const clientData = this.#clientData('webauthn.get', options, tricks)
    const signature = sign('sha256', Buffer.concat([authData, sha256(clientData)]), credential.key)
    return JSON.stringify({
      id: credential.id.toString('base64url'),
      rawId: credential.id.toString('base64url'),
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: clientData.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: signature.toString('base64url'),
        userHandle: (tricks.userHandle ?? credential.userHandle).toString('base64url'),
      },
    })
  }

  #clientData(type: string, { challenge }: PasskeyOptions, tricks: Tricks): Buffer {
    return Buffer.from(
      JSON.stringify({
        type: tricks.type ?? type,
        challenge: tricks.challenge ?? challenge,
        origin: tricks.origin ?? this.#origin,
        crossOrigin: false,
      }),
    )
  }
}

function flagsOf({ isUserVerified = true }: Tricks): number {
  return isUserVerified ? UP | UV : UP
}

/** WebAuthn Level 3, 6.1 */
function authenticatorData(rpId: string, flags: number, count: number, attested = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(5)
  head.writeUInt8(flags, 0)
  head.writeUInt32BE(count, 1)
  return Buffer.concat([sha256(Buffer.from(rpId)), head, attested])
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest()
}
