import { MINUTE, SECOND } from '../../core/clock.ts'
import type { Message } from '../../core/errors.ts'
import type { Site } from '../../platform/http/site.ts'
import type { Platform } from '../../platform/platform.ts'
import { countAndMake } from '../../platform/throttle/consume-all.ts'
import type { Limiter } from '../../platform/throttle/throttle.ts'
import type { Audit } from '../audit/index.ts'
import type { Customer, Customers } from '../customers/index.ts'
import type { Organizer } from '../organizers/index.ts'
import type { SignIn } from '../sign-in/index.ts'
import type { SecurityMails } from './mails.ts'
import type { CustomerSession } from './types.ts'

/** What the parts of this feature are made from. */
export interface SecurityContext {
  readonly platform: Platform
  readonly customers: Customers
  readonly audit: Audit
  readonly signIn: SignIn
  readonly mails: SecurityMails
  readonly proof: PasswordProof
}

/** Who acts, on their own account, and where. */
export interface Own {
  readonly organizer: Organizer
  readonly site: Site
  readonly customer: Customer
  readonly session: CustomerSession
}

/** How a change went; `secret` is the new one of the session, null when that has ended meanwhile. */
export type ChangeOutcome =
  | { readonly kind: 'done'; readonly secret: string | null }
  | { readonly kind: 'refused'; readonly problems: Readonly<Record<string, Message>> }
  | { readonly kind: 'gone' | 'taken' }

export function selfActor({ id, identifier }: Pick<Customer, 'id' | 'identifier'>) {
  return { type: 'customer', id, name: identifier } as const
}

/** Asks for the present password before something changes. */
export interface PasswordProof {
  /** Whether the account has a password that somebody could be asked for. */
  isAsked(organizer: Organizer, customer: Customer): boolean
  /** The hash that was checked, or null when the password is wrong. @throws TooManyRequests, Overloaded */
  check(organizer: Organizer, customer: Customer, password: string): Promise<string | null>
}

export function createPasswordProof({ passwords, throttle }: Platform, customers: Customers): PasswordProof {
  const attempts: Limiter = throttle.define('customer-password-proof', { points: 10, windowS: (5 * MINUTE) / SECOND })
  return {
    isAsked: ({ settings }, { hasPassword }) => settings.customer_accounts_native && hasPassword,
    async check(organizer, { id }, password) {
      const key = `${organizer.id} ${id}`
      return countAndMake([[attempts, key]], async () => {
        const hash = await customers.passwordHash(organizer.id, id)
        if (hash === null || !(await passwords.verify(password, hash))) return null
        await attempts.reward(key)
        return hash
      })
    },
  }
}
