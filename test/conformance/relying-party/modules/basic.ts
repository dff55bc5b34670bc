import { exportJWK, generateKeyPair, UnsecuredJWT } from 'jose'
import type { Behaviour } from '../mock-provider.ts'
import type { ClientModule, ClientRun } from '../run.ts'
import { checkLogin, checkRefused, MISCONFIGURED, UNSAFE } from './checks.ts'

const NAME = 'oidcc-client-test'

function accepts(name: string, behave: Behaviour = {}): ClientModule {
  return {
    name,
    async run(run: ClientRun) {
      await checkLogin(run, await run.connect(behave))
    },
  }
}

function refuses(name: string, behave: Behaviour, code: string): ClientModule {
  return {
    name,
    async run(run: ClientRun) {
      await checkRefused(run, await run.connect(behave), { title: UNSAFE, code })
    },
  }
}

const withoutKid: NonNullable<Behaviour['sign']> = (claims, keys) => keys.sign(claims, { kid: false })

export const basicClientModules: readonly ClientModule[] = [
  accepts(NAME),
  refuses(`${NAME}-invalid-iss`, { idToken: { iss: 'https://other.example/' } }, 'wrong_issuer'),
  refuses(`${NAME}-missing-sub`, { idToken: { sub: null } }, 'claim_missing'),
  refuses(`${NAME}-invalid-aud`, { idToken: { aud: 'another client' } }, 'wrong_audience'),
  refuses(`${NAME}-missing-iat`, { idToken: { iat: null } }, 'claim_missing'),
  refuses(`${NAME}-nonce-invalid`, { idToken: { nonce: 'another nonce' } }, 'wrong_nonce'),
  refuses(
    `${NAME}-invalid-sig-rs256`,
    { alg: 'RS256', sign: async (claims, keys) => spoiled(await keys.sign(claims)) },
    'bad_signature',
  ),
  accepts(`${NAME}-kid-absent-single-jwks`, { sign: withoutKid, jwks: ({ kid: _, ...key }) => [key] }),
  accepts(`${NAME}-kid-absent-multiple-jwks`, {
    sign: withoutKid,
    jwks: async ({ alg = '', ...key }) => {
      const { publicKey } = await generateKeyPair(alg)
      return [
        { ...(await exportJWK(publicKey)), kid: 'another', alg, use: 'sig' },
        { ...key, alg },
      ]
    },
  }),
  accepts(`${NAME}-idtoken-sig-rs256`, { alg: 'RS256' }),
  {
    name: `${NAME}-idtoken-sig-none`,
    async run(run: ClientRun) {
      const mock = await run.connect({ sign: async (claims) => new UnsecuredJWT(claims).encode() })
      await checkRefused(run, mock, { title: MISCONFIGURED, code: 'algorithm_not_supported' })
      run.skip('ID tokens without a signature are not accepted')
    },
  },
  {
    name: `${NAME}-userinfo-invalid-sub`,
    async run(run: ClientRun) {
      const mock = await run.connect({ userinfo: { sub: 'somebody else' } })
      await checkRefused(run, mock, { title: UNSAFE, code: 'wrong_subject', callsUserinfo: true })
    },
  },
  {
    name: `${NAME}-scope-userinfo-claims`,
    async run(run: ClientRun) {
      const mock = await run.connect()
      await checkLogin(run, mock)
      const [request] = mock.requests('authorize')
      const scopes = request?.url.searchParams.get('scope')?.split(' ') ?? []
      run.must(
        ['profile', 'email', 'phone', 'address'].some((one) => scopes.includes(one)),
        'claims are asked for',
      )
      const account = await run.foyer.features.customers.byEmail(run.organizer.id, 'user@example.com')
      run.must(account?.isVerified, 'the account has the address of userinfo')
    },
  },
  {
    name: `${NAME}-client-secret-basic`,
    async run(run: ClientRun) {
      const mock = await run.connect()
      await checkLogin(run, mock)
      const [request] = mock.requests('token')
      run.must(request, 'the code is redeemed')
      const isBasic = request.headers.authorization?.startsWith('Basic ')
      run.must(isBasic && !request.form.has('client_secret'), 'the client proves itself with client_secret_basic alone')
    },
  },
]

function spoiled(token: string): string {
  const [header, claims, signature = ''] = token.split('.')
  const bytes = Buffer.from(signature, 'base64url').map((byte) => byte ^ 0x5a)
  return [header, claims, Buffer.from(bytes).toString('base64url')].join('.')
}
