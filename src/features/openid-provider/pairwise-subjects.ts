import { hash } from 'node:crypto'
import type { OrganizerId } from '../../core/ids.ts'
import { randomSecret } from '../../core/random.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Awaitable } from '../../protocol/provider/types.ts'
import { pairwiseSaltStore } from './store/pairwise-salts.ts'

const MAX_SALTS = 10_000

/** The `sub` of a person for the clients of one sector, OpenID Connect Core 8.1. */
export type PairwiseSubjects = (organizerId: OrganizerId, sector: string, subject: string) => Awaitable<string>

/** Answers at once when the organizer's salt is in memory; it is made when it is first needed, and once by all processes. */
export function createPairwiseSubjects({ db, secrets, random }: Platform): PairwiseSubjects {
  const salts = new Map<OrganizerId, string>()

  async function load(organizerId: OrganizerId): Promise<string> {
    const store = pairwiseSaltStore(db.q)
    const purpose = `pairwise salt ${organizerId}`
    const known = await store.find(organizerId)
    const sealed = known ?? (await store.keepFirst(organizerId, secrets.seal(randomSecret(random), purpose)))
    const salt = secrets.open(sealed, purpose)
    if (salts.size >= MAX_SALTS) salts.clear()
    salts.set(organizerId, salt)
    return salt
  }

  return (organizerId, sector, subject) => {
    const salt = salts.get(organizerId)
    if (salt !== undefined) return pseudonym(sector, subject, salt)
    return load(organizerId).then((loaded) => pseudonym(sector, subject, loaded))
  }
}

function pseudonym(sector: string, subject: string, salt: string): string {
  return hash('sha256', `${sector}\0${subject}\0${salt}`, 'base64url')
}
