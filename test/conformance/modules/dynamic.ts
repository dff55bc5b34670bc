import { createLocalJWKSet, createRemoteJWKSet, customFetch, decodeProtectedHeader, jwtVerify } from 'jose'
import { asClient, newClient, newClientKey, register, registrationOf } from '../harness/clients.ts'
import { accessTokenOf, authorizationUrl, checkTokenBody, idTokenOf, logIn, rawIdTokenOf } from '../harness/flow.ts'
import { jsonOf, send } from '../harness/http.ts'
import type { Module, Run } from '../harness/run.ts'
import { offlineLogin } from './codes.ts'
import { checkKeys } from './discovery.ts'

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

/** A page that the person sees on the way to this client holds this text. */
async function pagesHold(run: Run, metadata: Record<string, string>, text: string): Promise<void> {
  await logIn(run, await newClient(run, { metadata }))
  run.must(
    run.browser.texts.some((page) => page.includes(text)),
    `the login or the consent page shows ${text}`,
  )
}

/** A registration with a member that must be refused. */
async function refused(run: Run, metadata: Readonly<Record<string, unknown>>): Promise<void> {
  const answer = await register(run, { ...registrationOf(run, {}), ...metadata })
  run.must(answer.status === 400, `the registration is refused: ${answer.status} ${answer.text}`)
  run.must(typeof jsonOf(answer)?.error === 'string', 'the refusal says why')
}

export const dynamicModules: readonly Module[] = [
  {
    name: 'oidcc-idtoken-rs256',
    async run(run: Run) {
      const client = await newClient(run, { metadata: { id_token_signed_response_alg: 'RS256' } })
      const raw = rawIdTokenOf(run, await logIn(run, client))
      run.must(decodeProtectedHeader(raw).alg === 'RS256', 'the ID token is signed with RS256')
    },
  },
  {
    name: 'oidcc-userinfo-rs256',
    async run(run: Run) {
      const client = await newClient(run, { metadata: { userinfo_signed_response_alg: 'RS256' } })
      const login = await logIn(run, client, { scope: 'openid email' })
      const headers = { authorization: `Bearer ${accessTokenOf(login)}` }
      const answer = await send(String(run.metadata.userinfo_endpoint), { headers })
      run.must(answer.status === 200, `userinfo answers 200: ${answer.status}`)
      run.must(/^application\/jwt/.test(answer.headers.get('content-type') ?? ''), 'the answer is application/jwt')
      const keys = createLocalJWKSet({ keys: (await checkKeys(run, String(run.metadata.jwks_uri))) as never })
      const { payload, protectedHeader } = await jwtVerify(answer.text, keys, { issuer: String(run.metadata.issuer) })
      run.must(protectedHeader.alg === 'RS256', 'it is signed with RS256')
      run.must(payload.sub === idTokenOf(run, login).sub, 'it is about the person of the ID token')
      run.must(payload.nonce === undefined, 'it has no nonce')
    },
  },
  {
    name: 'oidcc-registration-logo-uri',
    async run(run: Run) {
      const logo = { type: 'image/png', text: Buffer.from(PIXEL, 'base64') }
      const uri = run.suite.publish(`/test/a/${run.alias}/logo.png`, logo)
      await pagesHold(run, { logo_uri: uri }, '/brand/app/')
    },
  },
  {
    name: 'oidcc-registration-policy-uri',
    run: (run) => pagesHold(run, { policy_uri: `${run.suite.origin}/policy` }, `${run.suite.origin}/policy`),
  },
  {
    name: 'oidcc-registration-tos-uri',
    run: (run) => pagesHold(run, { tos_uri: `${run.suite.origin}/tos` }, `${run.suite.origin}/tos`),
  },
  {
    name: 'oidcc-registration-jwks-uri',
    async run(run: Run) {
      const key = newClientKey()
      const text = JSON.stringify({ keys: [key.publicJwk] })
      const uri = run.suite.publish(`/test/a/${run.alias}/jwks`, { type: 'application/jwk-set+json', text })
      const client = await newClient(run, { auth: 'private_key_jwt', key, metadata: { jwks_uri: uri } })
      await logIn(run, client)
      run.must(run.suite.received(new URL(uri).pathname).length > 0, 'the keys were fetched')
    },
  },
  {
    name: 'oidcc-registration-sector-uri',
    async run(run: Run) {
      const types = run.metadata.subject_types_supported as string[]
      if (!types.includes('pairwise')) run.skip('pairwise subjects are not offered')
      const text = JSON.stringify(registrationOf(run, {}).redirect_uris)
      const uri = run.suite.publish(`/test/a/${run.alias}/sector.json`, { type: 'application/json', text })
      const client = await newClient(run, { metadata: { subject_type: 'pairwise', sector_identifier_uri: uri } })
      await logIn(run, client)
      run.must(run.suite.received(new URL(uri).pathname).length > 0, 'the document of the sector was fetched')
    },
  },
  {
    name: 'oidcc-registration-sector-bad',
    async run(run: Run) {
      const types = run.metadata.subject_types_supported as string[]
      if (!types.includes('pairwise')) run.skip('pairwise subjects are not offered')
      const text = JSON.stringify([`${run.suite.origin}/somewhere-else`])
      const uri = run.suite.publish(`/test/a/${run.alias}/sector.json`, { type: 'application/json', text })
      await refused(run, { subject_type: 'pairwise', sector_identifier_uri: uri })
    },
  },
  {
    name: 'oidcc-server-rotate-keys',
    async run(run: Run) {
      const uri = String(run.metadata.jwks_uri)
      const kids = async () => (await checkKeys(run, uri)).map((key) => String(key.kid))
      const before = await kids()
      await run.foyer.command('keys', 'rotate', '--organizer', 'acme')
      const keys = createRemoteJWKSet(new URL(uri), {
        cacheMaxAge: 0,
        [customFetch]: async (url: string) => new Response((await send(url)).text),
      })
      let after = await kids()
      for (let tries = 0; after.every((kid) => before.includes(kid)) && tries < 600; tries++) {
        await new Promise((resolve) => setTimeout(resolve, 100))
        after = await kids()
      }
      run.must(
        after.some((kid) => !before.includes(kid)),
        'a new key appears',
      )
      run.should(
        before.every((kid) => after.includes(kid)),
        'the old keys stay for a while',
      )
      await jwtVerify(rawIdTokenOf(run, await logIn(run, await newClient(run))), keys)
    },
  },
  {
    name: 'oidcc-refresh-token-rp-key-rotation',
    async run(run: Run) {
      const [first, second] = [newClientKey(), newClientKey()]
      const path = `/test/a/${run.alias}/jwks`
      const publish = (key: typeof first) =>
        run.suite.publish(path, { type: 'application/json', text: JSON.stringify({ keys: [key.publicJwk] }) })
      const uri = publish(first)
      const client = await newClient(run, { auth: 'private_key_jwt', key: first, metadata: { jwks_uri: uri } })
      const tokens = await offlineLogin(run, client)
      publish(second)
      await new Promise((resolve) => setTimeout(resolve, 1000))
      const fields = { grant_type: 'refresh_token', refresh_token: tokens.refreshToken ?? '' }
      const rotated = { ...client, key: second }
      let answer = await asClient(run, rotated, fields)
      for (let tries = 0; answer.status !== 200 && tries < 60; tries++) {
        await new Promise((resolve) => setTimeout(resolve, 1000))
        answer = await asClient(run, rotated, fields)
      }
      const body = jsonOf(answer)
      run.must(answer.status === 200 && body, `the new key is found: ${answer.status} ${answer.text}`)
      await checkTokenBody(run, client, body, null)
    },
  },
  {
    name: 'oidcc-ensure-client-assertion-with-iss-aud-succeeds',
    async run(run: Run) {
      const client = await newClient(run, { auth: 'private_key_jwt' })
      const { callback } = await logIn(run, client)
      run.must(callback.params.has('code'), 'a code comes')
      const again = await run.browser.visit(authorizationUrl(run, client).url)
      run.must(again.kind === 'callback', 'the second authorization comes back')
      const fields = {
        grant_type: 'authorization_code',
        code: again.params.get('code') ?? '',
        redirect_uri: client.redirectUri,
      }
      const answer = await asClient(run, client, fields, undefined, String(run.metadata.issuer))
      run.should(answer.status === 200, `an assertion for the issuer is accepted: ${answer.status} ${answer.text}`)
    },
  },
  {
    name: 'oidcc-3rd_party-init-login',
    async run(run: Run) {
      const uri = `${run.suite.origin}/test/a/${run.alias}/login`
      const { registration } = await newClient(run, { metadata: { initiate_login_uri: uri } })
      const headers = { authorization: `Bearer ${registration.registration_access_token}` }
      const answer = await send(String(registration.registration_client_uri), { headers })
      run.must(answer.status === 200, `the registration can be read: ${answer.status}`)
      run.must(jsonOf(answer)?.initiate_login_uri === uri, 'initiate_login_uri is in it')
    },
  },
  {
    name: 'oidcc-3rd_party-init-login-nohttps',
    run: (run) => refused(run, { initiate_login_uri: 'http://suite.test/login' }),
  },
]
