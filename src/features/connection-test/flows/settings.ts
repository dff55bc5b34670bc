import { importJWK, type JWK } from 'jose'
import { discoveryDocument } from '../../../protocol/provider/discovery.ts'
import { ENDPOINTS } from '../../../protocol/provider/endpoints.ts'
import type { ProviderHost } from '../../../protocol/provider/provider-host.ts'
import type { ProviderClient } from '../../../protocol/provider/types.ts'
import type { Organizer } from '../../organizers/index.ts'
import { runStep, type StepDone } from '../step.ts'
import type { StepGroup } from '../types.ts'

interface Facts {
  readonly organizer: Organizer
  readonly host: ProviderHost
  readonly client: ProviderClient
}

/** What has to be right before anybody can log in: the settings, the discovery document, our keys and those of the app. */
export async function runSettings(facts: Facts): Promise<StepGroup> {
  const { client } = facts
  const done: StepDone<unknown>[] = [await active(facts), await discovery(facts), await keys(facts)]
  const needsKeys = client.tokenEndpointAuthMethod === 'private_key_jwt' && client.clientType === 'confidential'
  if (needsKeys || client.requiresRequestObject || client.jwksUri !== null) done.push(await appKeys(facts))
  return { title: { key: 'connectionTest:group.settings' }, steps: done.map(({ step }) => step) }
}

function active({ organizer, client }: Facts) {
  return runStep('active', {}, (notes) => {
    notes.found(organizer.settings.customer_accounts, 'accountsOn')
    notes.found(client.isActive, 'clientOn')
    notes.found(client.redirectUris.length > 0, 'redirectUris', { count: client.redirectUris.length })
    notes.found(client.allowedScopes.includes('openid'), 'allowedScopes', { scopes: client.allowedScopes.join(' ') })
    if (client.responseTypes.some((type) => type !== 'code')) notes.warn('implicit')
  })
}

function discovery({ host, client }: Facts) {
  return runStep('discovery', {}, (notes) => {
    const document = discoveryDocument(host)
    notes.sent(`GET ${host.issuer}${ENDPOINTS.discovery}`)
    notes.answered(JSON.stringify(document, null, 2))
    notes.found(document.issuer === host.issuer, 'iss', { value: document.issuer })
    const algs: readonly string[] = document.id_token_signing_alg_values_supported
    notes.found(algs.includes(client.idTokenAlg), 'algAnnounced', { alg: client.idTokenAlg })
    const types: readonly string[] = document.response_types_supported
    notes.found(
      client.responseTypes.every((type) => types.includes(type)),
      'typesAnnounced',
      {
        types: client.responseTypes.join(', '),
      },
    )
    const methods: readonly string[] = document.token_endpoint_auth_methods_supported
    const method = client.clientType === 'public' ? 'none' : client.tokenEndpointAuthMethod
    notes.found(methods.includes(method), 'methodAnnounced', { method })
  })
}

function keys({ host, client }: Facts) {
  return runStep('keys', {}, async (notes) => {
    notes.sent(`GET ${host.issuer}${ENDPOINTS.keys}`)
    const { kid } = await host.keys.signer(client.idTokenAlg)
    const published = await host.keys.publicKeys()
    notes.answered(...published.map((key) => `${key.alg} ${key.kid}`))
    notes.found(
      published.some((key) => key.kid === kid),
      'keyPublished',
      { alg: client.idTokenAlg, kid: kid.slice(0, 8) },
    )
  })
}

/** The private keys are the app's: only what is public can be looked at. */
function appKeys({ host, client }: Facts) {
  return runStep('appKeys', {}, async (notes) => {
    if (client.jwksUri !== null) notes.sent(`GET ${client.jwksUri}`)
    const found = await host.documents.keys(client, true)
    notes.answered(...found.map((key) => `${key.kty} ${key.alg ?? ''} ${key.kid ?? ''}`.replaceAll('  ', ' ')))
    if (!notes.found(found.length > 0, 'appKeysFound', { count: found.length })) return
    const algs = [client.tokenEndpointAuthSigningAlg, client.requestObjectAlg].filter((alg) => alg !== null)
    for (const alg of algs.length > 0 ? new Set(algs) : [null]) {
      const fitting = await Promise.all(found.map((key) => canVerify(key, alg)))
      notes.found(fitting.includes(true), alg === null ? 'appKeysReadable' : 'appKeysFit', { alg: alg ?? '' })
    }
    notes.found(true, 'appKeysNote')
  })
}

const ALG_OF_TYPE: Readonly<Record<string, string>> = { RSA: 'PS256', EC: 'ES256', OKP: 'EdDSA' }

async function canVerify(key: JWK, alg: string | null): Promise<boolean> {
  if (key.use !== undefined && key.use !== 'sig') return false
  if (alg !== null && key.alg !== undefined && key.alg !== alg) return false
  const wanted = alg ?? key.alg ?? ALG_OF_TYPE[key.kty ?? ''] ?? ''
  const isKind = key.kty === (wanted.startsWith('ES') ? 'EC' : wanted === 'EdDSA' ? 'OKP' : 'RSA')
  return (
    isKind &&
    importJWK(key, wanted).then(
      () => true,
      () => false,
    )
  )
}
