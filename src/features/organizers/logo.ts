import { InvalidInput } from '../../core/errors.ts'
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
