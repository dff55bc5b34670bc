import { randomUUID } from 'node:crypto'
import { askResource, authorizePushed, fapiLogin, mustRefuse, redeemCode, resourceOf } from '../harness/fapi.ts'
import {
  firstClient,
  newKey,
  type ProofChanges,
  proofOf,
  type SigningKey,
  secondsFromNow,
} from '../harness/fapi-client.ts'
import type { Module, Run } from '../harness/run.ts'

/** Proofs that a resource may not take, by what is wrong with them. */
const WRONG: Readonly<Record<string, () => ProofChanges>> = {
  'typ is missing': () => ({ header: { typ: undefined } }),
  'typ is another one': () => ({ header: { typ: 'dpop+jwt+wrongyousee' } }),
  'jwk is missing': () => ({ header: { jwk: undefined } }),
  'jti is missing': () => ({ claims: { jti: undefined } }),
  'htm is missing': () => ({ claims: { htm: undefined } }),
  'htm is another method': () => ({ claims: { htm: 'PUT' } }),
  'htu is missing': () => ({ claims: { htu: undefined } }),
  'iat is missing': () => ({ claims: { iat: undefined } }),
  'iat is an hour ahead': () => ({ claims: { iat: secondsFromNow(3600) } }),
  'iat is an hour ago': () => ({ claims: { iat: secondsFromNow(-3600) } }),
  'it has expired': () => ({ claims: { exp: secondsFromNow(-60) } }),
  'ath is missing': () => ({ claims: { ath: undefined } }),
  'ath is of another token': () => ({ claims: { ath: 'fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo' } }),
}

/** Proofs that differ in what does not count. */
const HARMLESS: Readonly<Record<string, (url: string) => ProofChanges>> = {
  'htu has a query and a fragment': (url) => ({ claims: { htu: `${url}?allthedoors=1#open` } }),
  'more members in header and claims': () => ({ header: { tx_id: 1 }, claims: { tx_id_key: 2 } }),
  'scheme and host in capitals': (url) => ({ claims: { htu: url.replace(new URL(url).origin, capitals) } }),
}
const capitals = (text: string) => text.toUpperCase()

async function negativeTests(run: Run): Promise<void> {
  const client = await firstClient(run)
  const { tokens, key } = await fapiLogin(run, client)
  const { accessToken } = tokens
  const url = resourceOf(run)
  const make = (changes: ProofChanges = {}, by: SigningKey = key) =>
    proofOf(by, { method: 'GET', url, accessToken }, changes)
  const refused = async (what: string, proof: string | null, scheme = 'DPoP') => {
    const { status } = await askResource(run, accessToken, proof, { scheme })
    run.must([400, 401].includes(status), `refused when ${what}: ${status}`)
  }
  const taken = async (what: string, proof: string) => {
    const { status, headers } = await askResource(run, accessToken, proof)
    run.must(status === 200, `good although ${what}: ${status} ${headers.get('www-authenticate')}`)
  }

  for (const [what, changes] of Object.entries(WRONG)) await refused(what, await make(changes()))
  await refused('htu is another address', await make({ claims: { htu: `${url}ohnonotagain` } }))
  await refused('there are two proofs', `${await make()}, ${await make()}`)
  const good = await make()
  const [head = '', body = '', signature = ''] = good.split('.')
  await refused('it is no JWT', `${head}.${body}`)
  const header = JSON.parse(Buffer.from(head, 'base64url').toString()) as Record<string, unknown>
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  await refused('alg is missing', `${encode({ ...header, alg: undefined })}.${body}.${signature}`)
  await refused('alg is none', `${encode({ ...header, alg: 'none' })}.${body}.`)
  await refused('alg is HS256', `${encode({ ...header, alg: 'HS256' })}.${body}.${signature}`)
  await refused('the signature is another one', `${head}.${body}.${(await make()).split('.')[2]}`)
  await refused('it is signed with RS256', await make({}, await newKey('RS256')))
  await refused(
    'the key is not the one in the header',
    await make({ header: { jwk: (await newKey('ES256')).publicJwk } }),
  )
  await refused(
    'the jwk has the private part',
    await make({ header: { jwk: key.privateKey.export({ format: 'jwk' }) } }),
  )
  await refused('it is of another key', await make({}, await newKey('ES256')))

  for (const [what, changes] of Object.entries(HARMLESS)) await taken(what, await make(changes(url)))
  const jti = randomUUID()
  await taken('its jti will come again', await make({ claims: { jti } }))
  await refused('its jti came before', await make({ claims: { jti } }))
  await refused('there is none', null)
  await refused('the token is sent as a bearer token', null, 'Bearer')
  await refused('the token is sent as a bearer token beside a proof', await make(), 'Bearer')
  await taken('all those were refused', await make())
  await atTokenEndpoint(run)
}

/** The same rules where tokens are issued; what is refused there does not use up the code. */
async function atTokenEndpoint(run: Run): Promise<void> {
  const client = await firstClient(run)
  const key = await newKey('ES256')
  const granted = await authorizePushed(run, client)
  for (const [what, changes] of Object.entries(WRONG)) {
    if (what.startsWith('ath')) continue
    const answer = await redeemCode(run, client, granted, { key, proof: changes() })
    run.must(answer.status === 400, `the token endpoint refuses when ${what}: ${answer.status}`)
    mustRefuse(run, answer, ['invalid_dpop_proof'])
  }
  const { status } = await redeemCode(run, client, granted, { key })
  run.must(status === 200, 'the code is still good after proofs that were refused')
}

export const fapiProofModules: readonly Module[] = [
  { name: 'fapi2-security-profile-final-dpop-negative-tests', run: negativeTests },
]
