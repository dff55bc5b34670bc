import type { Platform } from '../../../platform/platform.ts'
import type { Arrival } from '../../customer-identities/index.ts'
import type { Customers } from '../../customers/index.ts'
import type { MailTexts } from '../../mail-texts/index.ts'
import type { SignIn } from '../../sign-in/index.ts'
import type { SsoProviders } from '../../sso-providers/index.ts'

/** Questions to people whom a provider vouched for, kept for half an hour, each in one browser. */
export interface SsoQuestions {
  /** Removes questions that are over. */
  cleanUp(): Promise<number>
}

export interface QuestionServices {
  readonly customers: Customers
  readonly mailTexts: MailTexts
  readonly providers: SsoProviders
  readonly signIn: Pick<SignIn, 'throttles'>
}

export type AskedArrival = Extract<Arrival, { kind: 'prove' | 'confirm_email' }>

export function createSsoQuestions(_platform: Platform, _services: QuestionServices): SsoQuestions {
  return { cleanUp: async () => 0 }
}
