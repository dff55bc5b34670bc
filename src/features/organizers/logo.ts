import { InvalidInput } from '../../core/errors.ts'
import { type ImageSize, imageSize } from '../../core/image-size.ts'
import { type ImageType, imageType, LOGO_MAX_BYTES } from '../../core/image-type.ts'

export interface OrganizerLogo {
  readonly mediaType: ImageType
  readonly data: Uint8Array
}

/**
 * A logo from the bytes of a file, its type told by its first bytes. SVG is refused: it can hold scripts, and mail programs do
 * not show it.
 * @throws InvalidInput for other types and for more than 512 KiB
 */
export function readLogo(data: Uint8Array): OrganizerLogo {
  if (data.byteLength > LOGO_MAX_BYTES) throw new InvalidInput({ logo: { key: 'organizers:bad.logoSize' } })
  const mediaType = imageType(data)
  if (!mediaType) throw new InvalidInput({ logo: { key: 'organizers:bad.logoType' } })
  return { mediaType, data }
}

/** Path of a logo below the organizer's pages; null without one. It changes with the picture, so it is cached for ever. */
export function organizerLogoPath({ logoHash }: { readonly logoHash: string | null }): string | null {
  return logoHash === null ? null : `/brand/logo-${logoHash.slice(0, 16)}`
}

/** As high as in the shop, in CSS pixels. */
const MAIL_BOX = { width: 192, height: 28 }

/** How large a logo stands in a mail, in CSS pixels; null where mail programs may not show it: WebP, and files without a size. */
export function sizeInMail({ mediaType, data }: { mediaType: string; data: Uint8Array }): ImageSize | null {
  const size = mediaType === 'image/webp' ? null : imageSize(data)
  if (!size) return null
  const scale = Math.min(1, MAIL_BOX.width / size.width, MAIL_BOX.height / size.height)
  const scaled = (pixels: number) => Math.max(1, Math.round(pixels * scale))
  return { width: scaled(size.width), height: scaled(size.height) }
}
