import type { Platform } from '../../platform/platform.ts'
import type { CustomerIdentities } from '../customer-identities/index.ts'
import type { OpenidProvider } from '../openid-provider/index.ts'
import type { SignIn } from '../sign-in/index.ts'
import type { SsoLoginLog } from '../sso-logins/index.ts'
import type { SsoProviders } from '../sso-providers/index.ts'
import type { FinishArrival, QuestionDeps } from './questions/deps.ts'
import type { SsoLoginService } from './sso-login.ts'

export interface SsoLoginDeps {
  readonly platform: Pick<Platform, 'clock' | 'secrets' | 'log' | 'metrics'>
  readonly ssoLogin: SsoLoginService
  readonly providers: Pick<SsoProviders, 'bySlug' | 'byId' | 'active' | 'connection'>
  readonly identities: Pick<CustomerIdentities, 'arrive' | 'byId'>
  readonly signIn: SignIn
  readonly log: SsoLoginLog
  readonly openidProvider: Pick<OpenidProvider, 'describeNext' | 'loginWishes'>
  readonly questions: QuestionDeps['questions']
}

export interface ArrivalDeps extends SsoLoginDeps {
  readonly finishArrival: FinishArrival
}
