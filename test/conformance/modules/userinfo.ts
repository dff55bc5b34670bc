import { newClient } from '../harness/clients.ts'
import { accessTokenOf, idTokenOf, logIn, userinfo } from '../harness/flow.ts'
import { form, jsonOf, send } from '../harness/http.ts'
import type { Module, Run } from '../harness/run.ts'

const CLAIMS_OF_SCOPE: Readonly<Record<string, readonly string[]>> = {
  profile: [
    'name',
    'given_name',
    'family_name',
    'middle_name',
    'nickname',
    'preferred_username',
    'profile',
    'picture',
    'website',
    'gender',
    'birthdate',
    'zoneinfo',
    'locale',
    'updated_at',
  ],
  email: ['email', 'email_verified'],
  address: ['address'],
  phone: ['phone_number', 'phone_number_verified'],
}

async function tokens(run: Run, scope = 'openid') {
  const login = await logIn(run, await newClient(run), { scope })
  const accessToken = accessTokenOf(login)
  run.must(accessToken !== null, 'there is an access token')
  return { accessToken, sub: idTokenOf(run, login).sub }
}

function scopeModule(name: string, scopes: readonly string[]): Module {
  return {
    name,
    async run(run: Run) {
      const supported = (run.metadata.scopes_supported as string[] | undefined) ?? []
      const missing = scopes.filter((scope) => !supported.includes(scope))
      if (missing.length > 0) run.skip(`scopes_supported lacks ${missing.join(', ')}`)
      const login = await logIn(run, await newClient(run), { scope: ['openid', ...scopes].join(' ') })
      const idToken = idTokenOf(run, login)
      const accessToken = accessTokenOf(login)
      const claims = accessToken === null ? idToken : await userinfo(run, accessToken)
      const wanted = scopes.flatMap((scope) => CLAIMS_OF_SCOPE[scope] ?? [])
      const absent = wanted.filter((claim) => claims[claim] === undefined)
      run.should(absent.length === 0, `claims of the scopes are missing: ${absent.join(', ')}`)
      if (accessToken === null) return
      const early = wanted.filter((claim) => idToken[claim] !== undefined)
      run.should(early.length === 0, `the ID token holds ${early.join(', ')} though they were not asked for there`)
      if (!scopes.includes('profile')) run.should(claims.name === undefined, 'name needs the scope profile')
    },
  }
}

export const userinfoModules: readonly Module[] = [
  {
    name: 'oidcc-userinfo-get',
    async run(run: Run) {
      const { accessToken, sub } = await tokens(run)
      run.must((await userinfo(run, accessToken)).sub === sub, 'userinfo is about the person of the ID token')
    },
  },
  {
    name: 'oidcc-userinfo-post-header',
    async run(run: Run) {
      const { accessToken, sub } = await tokens(run)
      run.must((await userinfo(run, accessToken, { method: 'POST' })).sub === sub, 'userinfo answers POST alike')
    },
  },
  {
    name: 'oidcc-userinfo-post-body',
    async run(run: Run) {
      const { accessToken, sub } = await tokens(run)
      const answer = await send(String(run.metadata.userinfo_endpoint), form({ access_token: accessToken }))
      run.should(answer.status === 200, `the token in the body is accepted: ${answer.status}`)
      if (answer.status === 200) run.must(jsonOf(answer)?.sub === sub, 'userinfo answers a token in the body alike')
    },
  },
  scopeModule('oidcc-scope-profile', ['profile']),
  scopeModule('oidcc-scope-email', ['email']),
  scopeModule('oidcc-scope-address', ['address']),
  scopeModule('oidcc-scope-phone', ['phone']),
  scopeModule('oidcc-scope-all', ['profile', 'email', 'address', 'phone']),
  {
    name: 'oidcc-claims-essential',
    async run(run: Run) {
      const isIdTokenOnly = run.variant.responseType === 'id_token'
      const claims = { [isIdTokenOnly ? 'id_token' : 'userinfo']: { name: { essential: true } } }
      const login = await logIn(run, await newClient(run), { claims: JSON.stringify(claims) })
      const idToken = idTokenOf(run, login)
      const accessToken = accessTokenOf(login)
      if (accessToken === null) return run.should(idToken.name !== undefined, 'name is in the ID token')
      run.should((await userinfo(run, accessToken)).name !== undefined, 'name is in the userinfo answer')
      run.should(idToken.name === undefined, 'name is not in the ID token, where nobody asked for it')
    },
  },
]
