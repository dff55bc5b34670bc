import type { OrganizerId, SsoProviderId } from '../../../core/ids.ts'
import { SealBroken, type SecretBox } from '../../../platform/crypto/secret-box.ts'
import type { ProviderRow } from '../store/providers.ts'
import { NO_SECRETS, type ProofSecrets } from './proof.ts'

interface Owner {
  readonly organizerId: OrganizerId
  readonly id: SsoProviderId
}

/** Encrypts the secrets of providers; what is sealed for one provider opens for no other. */
export function createSeals(box: SecretBox) {
  const purpose = (what: string, { organizerId, id }: Owner) => `sso provider ${what} ${organizerId} ${id}`
  const seal = (text: string | null, what: string, owner: Owner) =>
    text === null ? null : box.seal(text, purpose(what, owner))
  const open = (text: string | null, what: string, owner: Owner) =>
    text === null ? null : box.open(text, purpose(what, owner))

  /** @throws SealBroken when the key of the installation was replaced without keeping the former one */
  const openRow = (row: ProviderRow): ProofSecrets => {
    const owner = { organizerId: row.organizer_id, id: row.id }
    return { secret: open(row.client_secret, 'secret', owner), key: open(row.client_key, 'key', owner) }
  }

  return {
    columns: (owner: Owner, { secret, key }: ProofSecrets) => ({
      client_secret: seal(secret, 'secret', owner),
      client_key: seal(key, 'key', owner),
    }),
    open: openRow,
    /** None when they cannot be opened any more: they have to be typed again. */
    openOrNone(row: ProviderRow): ProofSecrets {
      try {
        return openRow(row)
      } catch (error) {
        if (error instanceof SealBroken) return NO_SECRETS
        throw error
      }
    },
  }
}

export type Seals = ReturnType<typeof createSeals>
