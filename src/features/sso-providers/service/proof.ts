import { createPrivateKey } from 'node:crypto'
import { exportJWK, generateKeyPair } from 'jose'
import type { Random } from '../../../core/random.ts'
import { importClientKey, parseClientKey, publicKeysOf } from '../../../protocol/client/client-key.ts'
import type { ClientProof } from '../../../protocol/client/types.ts'
import type { Fields } from '../rules/fields.ts'
import type { ProviderDraft } from '../rules/read-input.ts'
import { bad } from '../rules/reading.ts'
import type { SsoProvider, SsoProviderInput } from '../types.ts'

/** Secrets with which this program proves itself at a provider, in clear. */
export interface ProofSecrets {
  readonly secret: string | null
  /** PEM for `apple`, a private JWK for `private_key_jwt`. */
  readonly key: string | null
}

export const NO_SECRETS: ProofSecrets = { secret: null, key: null }

/** A shorter secret would be half told by four symbols. */
const HINT_FROM_LENGTH = 16

/**
 * The secrets that go with a draft, typed or kept; those that its method does not use are dropped. What proves us is not kept when
 * the provider becomes another one, be it on the same host: whoever may only change settings could have it sent to themselves.
 */
export async function readProof(
  { clientSecret, clientKey }: SsoProviderInput,
  draft: ProviderDraft,
  before: ProofSecrets & { readonly issuer: string },
  { random, wrong }: { readonly random: Random; readonly wrong: Fields },
): Promise<ProofSecrets> {
  const isOther = placeOf(before.issuer) !== placeOf(draft.issuer)
  switch (draft.settings.authMethod) {
    case 'none':
      return NO_SECRETS
    case 'private_key_jwt':
      return { secret: null, key: await signingKey(clientKey?.trim() ?? '', before.key, random, wrong) }
    case 'apple':
      return { secret: null, key: appleKey(clientKey?.trim() ?? '', isOther ? null : before.key, wrong) }
    default: {
      const typed = clientSecret?.trim() ?? ''
      const secret = typed === '' ? before.secret : typed
      if (typed === '' && isOther && before.secret !== null) wrong.client_secret = bad('secretAgain')
      else if (secret === null) wrong.client_secret = bad('secretMissing')
      else if (secret.length > 2000) wrong.client_secret = bad('long', { max: 2000 })
      else if (/\p{Cc}/u.test(secret)) wrong.client_secret = bad('invisible')
      return { secret, key: null }
    }
  }
}

/** How the program proves itself with them. */
export function proofOf({ settings }: Pick<ProviderDraft, 'settings'>, { secret, key }: ProofSecrets): ClientProof {
  const method = settings.authMethod
  switch (method) {
    case 'none':
      return { method }
    case 'private_key_jwt':
      return { method, key: key ?? '' }
    case 'apple':
      return { method, key: key ?? '', ...settings.apple }
    default:
      return { method, secret: secret ?? '' }
  }
}

/** What may be known of them. */
export function shownOf({ secret, key }: ProofSecrets): Pick<SsoProvider, 'secretHint' | 'publicKeys'> {
  const hint = secret !== null && secret.length >= HINT_FROM_LENGTH ? secret.slice(-4) : null
  return { secretHint: hint, publicKeys: key?.startsWith('{') ? publicKeysOf(key) : null }
}

async function signingKey(typed: string, kept: string | null, random: Random, wrong: Fields): Promise<string | null> {
  if (typed === '') return kept?.startsWith('{') ? kept : newKey(random)
  const jwk = parseClientKey(typed)
  const isGood =
    jwk !== null &&
    (await importClientKey(typed)
      .then(() => true)
      .catch(() => false))
  if (isGood) return JSON.stringify(jwk)
  wrong.client_key = bad('keyJwk')
  return null
}

/** RFC 7517: an ES256 key with a name of its own. */
async function newKey(random: Random): Promise<string> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const kid = Buffer.from(random.bytes(12)).toString('base64url')
  return JSON.stringify({ ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig', kid })
}

function appleKey(typed: string, kept: string | null, wrong: Fields): string | null {
  if (typed === '' && kept?.startsWith('-----')) return kept
  if (typed === '') wrong.client_key = bad('keyMissing')
  else if (isP256(typed)) return typed
  else wrong.client_key = bad('keyPem')
  return null
}

function isP256(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyDetails?.namedCurve === 'prime256v1' && pem.includes('BEGIN PRIVATE KEY')
  } catch {
    return false
  }
}

function placeOf(issuer: string): string {
  return issuer.replace(/\/$/, '')
}
