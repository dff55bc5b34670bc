import type { Platform } from '../../platform/platform.ts'
import type { CustomerIdentities } from '../customer-identities/index.ts'
import type { Customers } from '../customers/index.ts'
import type { OpenidProvider } from '../openid-provider/index.ts'
import type { SignIn } from '../sign-in/index.ts'
import type { SsoLoginLog } from '../sso-logins/index.ts'
import type { SsoProviders } from '../sso-providers/index.ts'
import type { FinishArrival, OtherWays } from './questions/deps.ts'
import type { SsoLoginService } from './sso-login.ts'

export interface SsoLoginDeps {
  readonly platform: Pick<Platform, 'clock' | 'secrets' | 'metrics'>
  readonly ssoLogin: SsoLoginService
  readonly providers: Pick<SsoProviders, 'bySlug' | 'byId' | 'connection' | 'refreshSoon'>
  readonly identities: Pick<CustomerIdentities, 'arrive'>
  readonly signIn: SignIn
  readonly log: SsoLoginLog
  readonly openidProvider: Pick<OpenidProvider, 'describeNext' | 'loginWishes'>
}

/** For the routes that end logins. */
export interface ArrivalDeps extends SsoLoginDeps {
  readonly finishArrival: FinishArrival
}

/** What `app.ts` hands to the routes of this feature. */
export interface SsoLoginRouteDeps extends Omit<SsoLoginDeps, 'platform'> {
  readonly platform: Pick<Platform, 'clock' | 'secrets' | 'metrics' | 'config'>
  readonly customers: Customers
  readonly otherWays: OtherWays
}
