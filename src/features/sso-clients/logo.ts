import { hash } from 'node:crypto'
import { InvalidInput } from '../../core/errors.ts'
import { type ImageType, imageType, LOGO_MAX_BYTES } from '../../core/image-type.ts'

/** An uploaded logo; `sha256` is in hex and part of its address. */
export interface ClientLogo {
  readonly mediaType: ImageType
  readonly data: Uint8Array
  readonly sha256: string
}

/**
 * A logo from the bytes of a file, its type told by its first bytes: PNG, JPEG or WebP.
 * @throws InvalidInput for other types and for more than 512 KiB
 */
export function readLogo(data: Uint8Array): ClientLogo {
  if (data.byteLength > LOGO_MAX_BYTES) throw new InvalidInput({ logo: { key: 'ssoClients:errors.logoSize' } })
  const mediaType = imageType(data)
  if (!mediaType) throw new InvalidInput({ logo: { key: 'ssoClients:errors.logoType' } })
  return { mediaType, data, sha256: hash('sha256', data, 'hex') }
}

/** Path of a logo below an organizer's pages; null without one. It changes with the picture, so it is cached for ever. */
export function ssoClientLogoPath(client: { readonly clientId: string; readonly logoHash: string | null }) {
  return client.logoHash === null ? null : `/brand/app/${client.clientId}/${client.logoHash}`
}
