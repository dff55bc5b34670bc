import type { OrganizerId, PushedRequestId } from '../../core/ids.ts'
import { hashSecret } from '../../core/random.ts'
import type { Database } from '../../platform/db/db.ts'
import { grantIdOf, secretHashOf } from '../../protocol/provider/handles.ts'
import type { ProofLedger, PushedRequestStore } from '../../protocol/provider/types.ts'
import { pushedRequestStore } from './store/pushed-requests.ts'
import { usedProofStore } from './store/used-proofs.ts'

/** The requests that apps of one organizer sent ahead, RFC 9126. */
export function organizerPushedRequests(q: Database, organizerId: OrganizerId): PushedRequestStore {
  const store = pushedRequestStore(q)
  const keyOf = (handleHash: string) =>
    [String(grantIdOf(handleHash)) as PushedRequestId, secretHashOf(handleHash)] as const

  return {
    async push(handleHash, { client, params, dpopJkt, expiresAt }, now) {
      const [id, secretHash] = keyOf(handleHash)
      await store.insert(organizerId, {
        id,
        sso_client_id: client,
        secret_hash: secretHash,
        params: params.toString(),
        dpop_jkt: dpopJkt,
        created_at: now,
        expires_at: expiresAt,
      })
    },
    async find(handleHash) {
      const row = await store.find(organizerId, ...keyOf(handleHash))
      if (!row) return null
      return {
        client: row.sso_client_id,
        params: new URLSearchParams(row.params),
        dpopJkt: row.dpop_jkt,
        expiresAt: row.expires_at,
        isUsed: row.used_at !== null,
      }
    },
    use: (handleHash, now) => store.use(organizerId, ...keyOf(handleHash), now),
  }
}

/** The proofs that were shown to one organizer. */
export function organizerProofs(q: Database, organizerId: OrganizerId): ProofLedger {
  const store = usedProofStore(q)
  return { useOnce: (name, expiresAt) => store.insert(organizerId, hashSecret(name), expiresAt) }
}
