import { SignJWT, UnsecuredJWT } from 'jose'
import { CLIENT, type MockProvider, SUBJECT } from '../mock-provider.ts'
import type { ClientModule, ClientRun } from '../run.ts'
import { checkLogin, checkRequests } from './checks.ts'

const EVENT = 'http://schemas.openid.net/event/backchannel-logout'
const NAME = 'oidcc-client-test-rp'

/** Somebody who is logged in at the provider and here. */
async function visitor(run: ClientRun) {
  const visit = run.visit()
  const { isIn, title } = await visit.logIn()
  run.must(isIn, `the person is logged in: ${title}`)
  return visit
}

/** The person logs out here and is led through the provider back to a page that works. */
async function checkLogout(run: ClientRun, mock: MockProvider): Promise<void> {
  const visit = await visitor(run)
  const before = mock.requests('end_session').length
  const end = await visit.logOut()
  checkRequests(run, mock)
  const request = mock.requests('end_session')[before]
  run.must(request, 'the end of the session is asked for')
  const sent = request.url.searchParams
  run.must((sent.get('state')?.length ?? 0) >= 20, 'with a state that nobody guesses')
  const back = `${run.foyer.url}/${run.organizer.slug}/account/logout/return`
  run.must(sent.get('post_logout_redirect_uri') === back, 'and the registered address')
  run.must(end.status === 303 && end.location?.startsWith(`/${run.organizer.slug}/`), 'the browser goes on in the shop')
  run.must(!(await visit.isLoggedIn()), 'the person is logged out')
}

function rpInitiated(name: string, logoutState?: (state: string) => string | null): ClientModule {
  return {
    name,
    async run(run: ClientRun) {
      await checkLogout(run, await run.connect(logoutState ? { logoutState } : {}, { rpInitiated: true }))
    },
  }
}

interface LogoutToken {
  /** `null` leaves a claim out. */
  readonly claims?: Readonly<Record<string, unknown>>
  readonly sign?: (claims: Readonly<Record<string, unknown>>, mock: MockProvider) => Promise<string>
}

/** The provider tells of each end of a session by a token that is spoiled in one way, or not at all. */
function backChannel(name: string, status: 200 | 400, { claims = {}, sign }: LogoutToken = {}): ClientModule {
  return {
    name,
    async run(run: ClientRun) {
      const statuses: number[] = []
      const tell = async (sid: string): Promise<null> => {
        const seconds = Math.floor(Date.now() / 1000)
        const times = { iat: seconds, exp: seconds + 120 }
        const all = { iss: mock.issuer, aud: CLIENT.id, jti: crypto.randomUUID(), events: { [EVENT]: {} }, ...times }
        const kept = Object.entries({ ...all, sid, sub: SUBJECT, ...claims }).filter(([, value]) => value !== null)
        const signed = Object.fromEntries(kept)
        const logout_token = await (sign?.(signed, mock) ?? mock.keys.sign(signed, { typ: 'logout+jwt' }))
        const path = `/${run.organizer.slug}/account/login/suite/backchannel`
        statuses.push((await run.foyer.client().post(path, { logout_token })).status)
        return null
      }
      const mock: MockProvider = await run.connect({ onLogout: tell }, { rpInitiated: true, backChannel: true })
      await checkLogout(run, mock)
      const [desk, phone] = [await visitor(run), await visitor(run)]
      await tell(mock.sessions.at(-1) ?? '')
      run.must(statuses.length === 2 && statuses.every((one) => one === status), `answered with ${statuses.join(', ')}`)
      run.must((await phone.isLoggedIn()) === (status === 400), 'the session ends, or not')
      run.must(await desk.isLoggedIn(), 'other sessions of the person stay')
    },
  }
}

const hmac: LogoutToken['sign'] = (claims) =>
  new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'logout+jwt' }).sign(Buffer.from(CLIENT.secret))

export const logoutClientModules: readonly ClientModule[] = [
  rpInitiated(`${NAME}-init-logout`),
  rpInitiated(`${NAME}-init-logout-other-state`, () => 'another state'),
  rpInitiated(`${NAME}-init-logout-no-state`, () => null),
  backChannel(`${NAME}-backchannel-rpinitlogout`, 200),
  backChannel(`${NAME}-backchannel-rpinitlogout-alg-none`, 400, {
    sign: async (claims) => new UnsecuredJWT(claims).encode(),
  }),
  backChannel(`${NAME}-backchannel-rpinitlogout-wrong-alg`, 400, { sign: hmac }),
  backChannel(`${NAME}-backchannel-rpinitlogout-no-event`, 400, { claims: { events: null } }),
  backChannel(`${NAME}-backchannel-rpinitlogout-wrong-event`, 400, { claims: { events: { 'urn:other': {} } } }),
  backChannel(`${NAME}-backchannel-rpinitlogout-with-nonce`, 400, { claims: { nonce: 'n' } }),
  backChannel(`${NAME}-backchannel-rpinitlogout-wrong-aud`, 400, { claims: { aud: 'another client' } }),
  backChannel(`${NAME}-backchannel-rpinitlogout-wrong-iss`, 400, { claims: { iss: 'https://other.example/' } }),
  {
    name: `${NAME}-frontchannel-rpinitlogout`,
    async run(run: ClientRun) {
      const frame = (sid: string) =>
        `${run.foyer.url}/${run.organizer.slug}/account/login/suite/frontchannel?${new URLSearchParams({ iss: mock.issuer, sid })}`
      const onLogout = async (sid: string) => `<iframe src="${frame(sid).replaceAll('&', '&amp;')}"></iframe>`
      const mock: MockProvider = await run.connect({ onLogout }, { rpInitiated: true, frontChannel: true })
      await checkLogin(run, mock)
      await checkLogout(run, mock)
      const visit = await visitor(run)
      const shown = await run.foyer.client().get(frame(mock.sessions.at(-1) ?? ''))
      run.must(shown.status === 200, 'the frame is shown')
      run.must(shown.headers.get('x-frame-options') === null, 'on a page of somebody else')
      run.must(!(await visit.isLoggedIn()), 'and ends the session, although it comes without cookies')
    },
  },
]
