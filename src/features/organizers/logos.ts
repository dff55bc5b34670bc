import { createHash } from 'node:crypto'
import type { OrganizerId } from '../../core/ids.ts'
import type { ImageSize } from '../../core/image-size.ts'
import type { Database, Db } from '../../platform/db/db.ts'
import type { Audit, AuditActor } from '../audit/index.ts'
import { readLogo, sizeInMail } from './logo.ts'
import { organizerStore } from './store.ts'
import type { Organizer } from './types.ts'

export interface Logos {
  /** @throws InvalidInput for anything but a PNG, JPEG or WebP of 512 KiB at most */
  setLogo(organizer: Organizer, data: Uint8Array, actor: AuditActor): Promise<Organizer>
  /** Nothing happens where there is none. */
  removeLogo(organizer: Organizer, actor: AuditActor): Promise<Organizer>
  /** How large the logo stands in a mail, in CSS pixels; null where it has none that mail programs show (PNG, JPEG). */
  logoInMail(organizer: Organizer): Promise<ImageSize | null>
  logo(organizerId: OrganizerId): Promise<{ mediaType: string; data: Uint8Array; sha256: string } | null>
}

interface LogosDeps {
  readonly audit: Audit
  /** Runs a change and makes it known to all processes. */
  readonly change: <T>(run: (q: Database) => Promise<T>) => Promise<T>
  readonly reload: (id: OrganizerId) => Promise<Organizer>
}

const MAX_SIZES = 2000

export function createLogos(db: Db, { audit, change, reload }: LogosDeps): Logos {
  const mailSizes = new Map<string, ImageSize | null>()

  async function record(trx: Database, organizer: Organizer, sha256: string | null, actor: AuditActor): Promise<void> {
    await audit.record(trx, organizer.id, {
      action: 'pretix.organizer.settings',
      actor,
      object: { type: 'organizer', id: organizer.id, name: organizer.name },
      before: { logo: organizer.logoHash?.slice(0, 16) ?? null },
      after: { logo: sha256?.slice(0, 16) ?? null },
    })
  }

  return {
    async setLogo(organizer, data, actor) {
      const logo = readLogo(data)
      const sha256 = createHash('sha256').update(data).digest('hex')
      await change(async (trx) => {
        await organizerStore(trx).putLogo(organizer.id, { ...logo, sha256 })
        await record(trx, organizer, sha256, actor)
      })
      return reload(organizer.id)
    },

    async removeLogo(organizer, actor) {
      await change(async (trx) => {
        if (await organizerStore(trx).deleteLogo(organizer.id)) await record(trx, organizer, null, actor)
      })
      return reload(organizer.id)
    },

    async logoInMail({ id, logoHash }) {
      if (logoHash === null) return null
      const known = mailSizes.get(logoHash)
      if (known !== undefined) return known
      const logo = await organizerStore(db.q).logo(id)
      if (logo?.sha256 !== logoHash) return null
      const size = sizeInMail(logo)
      if (mailSizes.size >= MAX_SIZES) mailSizes.clear()
      mailSizes.set(logoHash, size)
      return size
    },

    logo: (organizerId) => organizerStore(db.q).logo(organizerId),
  }
}
