import { authorizePushed, finish, mustRefuse, push, redeemCode } from '../harness/fapi.ts'
import { firstClient, newKey, type ProofChanges, secondsFromNow, thumbprintOf } from '../harness/fapi-client.ts'
import type { Module, Run } from '../harness/run.ts'
import { fapiProofModules } from './fapi-proofs.ts'

const NAME = 'fapi2-security-profile-final'
const OTHER_KEY = ['invalid_request', 'invalid_grant', 'invalid_dpop_proof']

/** A login with proofs that differ from the usual ones, at every endpoint that takes one. */
function accepts(name: string, changes: () => ProofChanges, isPushProven: boolean): Module {
  return {
    name: `${NAME}-${name}`,
    async run(run: Run) {
      const client = await firstClient(run)
      const key = await newKey('ES256')
      const options = isPushProven ? { key, proof: changes() } : {}
      const granted = await authorizePushed(run, client, {}, options)
      await finish(run, client, granted, key, changes())
    },
  }
}

export const fapiDpopModules: readonly Module[] = [
  accepts('check-dpop-proof-nbf-exp', () => ({ claims: { nbf: secondsFromNow(0), exp: secondsFromNow(300) } }), false),
  accepts(
    'ensure-dpopproof-with-iat-10seconds-before-succeeds',
    () => ({ claims: { iat: secondsFromNow(-10) } }),
    true,
  ),
  accepts('ensure-dpopproof-with-iat-10seconds-after-succeeds', () => ({ claims: { iat: secondsFromNow(10) } }), true),
  accepts('ensure-dpopproof-at-par-endpoint-binding-success', () => ({}), true),
  {
    name: `${NAME}-ensure-dpop-auth-code-binding-success`,
    async run(run: Run) {
      const client = await firstClient(run)
      const key = await newKey('ES256')
      const granted = await authorizePushed(run, client, { dpop_jkt: await thumbprintOf(key) }, { key })
      await finish(run, client, granted, key)
    },
  },
  {
    name: `${NAME}-ensure-mismatched-dpop-jkt-fails`,
    async run(run: Run) {
      const changes = { dpop_jkt: await thumbprintOf(await newKey('ES256')) }
      const { answer } = await push(run, await firstClient(run), changes, { key: await newKey('ES256') })
      mustRefuse(run, answer, ['invalid_request', 'invalid_dpop_proof'])
    },
  },
  {
    name: `${NAME}-ensure-token-endpoint-fails-with-mismatched-dpop-proof-jkt`,
    async run(run: Run) {
      const client = await firstClient(run)
      const granted = await authorizePushed(run, client, {}, { key: await newKey('ES256') })
      mustRefuse(run, await redeemCode(run, client, granted, { key: await newKey('ES256') }), OTHER_KEY)
    },
  },
  {
    name: `${NAME}-ensure-token-endpoint-fails-with-mismatched-dpop-jkt`,
    async run(run: Run) {
      const client = await firstClient(run)
      const granted = await authorizePushed(run, client, { dpop_jkt: await thumbprintOf(await newKey('ES256')) })
      mustRefuse(run, await redeemCode(run, client, granted, { key: await newKey('ES256') }), OTHER_KEY)
    },
  },
  {
    name: `${NAME}-ensure-holder-of-key-required`,
    async run(run: Run) {
      const client = await firstClient(run)
      const granted = await authorizePushed(run, client)
      mustRefuse(run, await redeemCode(run, client, granted, { key: null }), OTHER_KEY)
    },
  },
  ...fapiProofModules,
]
