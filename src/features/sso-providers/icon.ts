import { hash } from 'node:crypto'
import { InvalidInput } from '../../core/errors.ts'
import { type ImageType, imageType } from '../../core/image-type.ts'
import type { SsoProvider } from './types.ts'

/** How large an icon may be, in bytes. */
export const ICON_MAX_BYTES = 128 * 1024

/** An uploaded icon; `sha256` is in hex and part of its address. */
export interface ProviderIcon {
  readonly mediaType: ImageType
  readonly data: Uint8Array
  readonly sha256: string
}

/**
 * An icon from the bytes of a file, its type told by its first bytes: PNG, JPEG or WebP.
 * @throws InvalidInput with `icon` for other types and for more than 128 KiB
 */
export function readIcon(data: Uint8Array): ProviderIcon {
  if (data.byteLength > ICON_MAX_BYTES) throw new InvalidInput({ icon: { key: 'ssoProviders:bad.iconSize' } })
  const mediaType = imageType(data)
  if (!mediaType) throw new InvalidInput({ icon: { key: 'ssoProviders:bad.iconType' } })
  return { mediaType, data, sha256: hash('sha256', data, 'hex') }
}

/** Path of an icon below an organizer's pages; null without one. It changes with the picture, so it is cached for ever. */
export function providerIconPath({ slug, iconHash }: Pick<SsoProvider, 'slug' | 'iconHash'>): string | null {
  return iconHash === null ? null : `/account/login/${slug}/icon/${iconHash}`
}
