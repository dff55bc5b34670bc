import type { Platform } from '../../platform/platform.ts'
import type { Audit } from '../audit/index.ts'
import type { Customers } from '../customers/index.ts'
import type { MailTexts } from '../mail-texts/index.ts'
import { preferredSite } from '../organizers/index.ts'
import type { SignIn } from '../sign-in/index.ts'
import {
  type ChangeOutcome,
  createPasswordProof,
  type Own,
  type PasswordProof,
  type SecurityContext,
} from './context.ts'
import { createEmailChange, type EmailChange } from './email-change.ts'
import { createChangeNotices } from './email-switch.ts'
import { createEmailUndo, type EmailUndo } from './email-undo.ts'
import { createFurtherEmails, type FurtherEmails } from './further-emails.ts'
import { createLock } from './lock.ts'
import { createSecurityMails } from './mails.ts'
import { createPasswordChange, type PasswordForm } from './password.ts'
import { furtherEmailData } from './personal-data.ts'
import { createSignIns, type SignIns } from './sign-ins.ts'

/** What somebody can do about the safety of their own account. */
export interface AccountSecurity {
  readonly signIns: SignIns
  readonly proof: PasswordProof
  readonly emailChange: EmailChange
  readonly emailUndo: EmailUndo
  readonly furtherEmails: FurtherEmails
  /** @throws TooManyRequests, Overloaded */
  changePassword(own: Own, form: PasswordForm): Promise<ChangeOutcome>
  /** @throws TooManyRequests */
  lock(own: Own): Promise<ChangeOutcome>
}

interface Deps {
  readonly customers: Customers
  readonly audit: Audit
  readonly signIn: SignIn
  readonly mailTexts: MailTexts
}

/** Adds itself to `customers`: staff that changes an address tells both, and further addresses are personal data. */
export function createAccountSecurity(platform: Platform, { mailTexts, ...deps }: Deps): AccountSecurity {
  const { customers } = deps
  const mails = createSecurityMails(mailTexts)
  const proof = createPasswordProof(platform, customers)
  const context: SecurityContext = { platform, ...deps, mails, proof }
  const prepareNotices = createChangeNotices(context)

  customers.holdsPersonalData(furtherEmailData(platform, deps))
  customers.onEmailChange(async (organizer, before, to, actor) => {
    if (actor.type !== 'staff') return async () => {}
    const site = preferredSite(organizer, platform.config)
    return prepareNotices({ organizer, site }, before, { from: before.email, to })
  })

  return {
    signIns: createSignIns(context),
    proof,
    emailChange: createEmailChange(context),
    emailUndo: createEmailUndo(context),
    furtherEmails: createFurtherEmails(context),
    changePassword: createPasswordChange(context),
    lock: createLock(context),
  }
}
