import { DAY, HOUR } from '../../core/clock.ts'
import type { Message } from '../../core/errors.ts'
import { hashSecret } from '../../core/random.ts'
import type { Database } from '../../platform/db/db.ts'
import { absoluteUrl, type Site } from '../../platform/http/site.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit, AuditActor } from '../audit/index.ts'
import { type Customer, type Customers, customerObject } from '../customers/index.ts'
import type { Recipient } from '../mail-texts/index.ts'
import { type Organizer, preferredSite } from '../organizers/index.ts'
import type { MailLinks } from './mail-links.ts'
import type { LinkMail, SignInMails } from './mails.ts'
import { passwordProblem } from './rules/password.ts'
import { deleteEndedLinks, type MailLink, mailLinkStore, type PasswordPurpose } from './store/mail-links.ts'

export const LINK_LIFETIME_MS = 24 * HOUR
/** Links that ended are kept this long, in ms. */
const KEPT_MS = 7 * DAY

const PATHS: Readonly<Record<PasswordPurpose, string>> = {
  activation: '/account/activate',
  password_reset: '/account/pwrecover',
}

const PURPOSES: Readonly<Record<LinkMail, PasswordPurpose>> = {
  activation: 'activation',
  registered: 'password_reset',
  reset: 'password_reset',
}

export type Redemption =
  | { readonly kind: 'done'; readonly email: string; readonly next: string | null }
  | { readonly kind: 'gone' }
  | { readonly kind: 'bad_password'; readonly problem: Message; readonly email: string; readonly next: string | null }

/** A link that was made but not stored, and its mail. */
export interface PreparedLink {
  /** Stores the link and queues its mail in the caller's transaction; older links for the same purpose end. */
  store(q: Database, customerId: Customer['id']): Promise<void>
}

/** Links to choose a password, sent by mail: valid for 24 hours and once. */
export interface PasswordLinks {
  /** @param next a path within the organizer's pages, where the person goes after the login */
  prepare(kind: LinkMail, organizer: Organizer, site: Site, to: Recipient, next: string | null): Promise<PreparedLink>
  /** Sends a link to an account, and does nothing for an unknown address. */
  request(organizer: Organizer, site: Site, email: string, next: string | null): Promise<void>
  /** Sends a link on behalf of staff. False when the account has no address. */
  send(organizer: Organizer, customer: Customer, actor: AuditActor): Promise<boolean>
  /** The link, if it could be redeemed now. */
  find(organizer: Organizer, purpose: PasswordPurpose, token: string): Promise<MailLink | null>
  /** Where a link led on that does not work any more, as long as it is known. */
  nextOf(organizer: Organizer, token: string): Promise<string | null>
  /** Uses the link up and stores the password, in one step. */
  redeem(
    organizer: Organizer,
    site: Site,
    purpose: PasswordPurpose,
    token: string,
    password: string,
  ): Promise<Redemption>
  cleanup(): Promise<void>
}

interface Deps {
  readonly customers: Customers
  readonly audit: Audit
  readonly mails: SignInMails
  readonly mailLinks: MailLinks
}

export function createPasswordLinks(platform: Platform, { customers, audit, mails, mailLinks }: Deps): PasswordLinks {
  const { db, clock, passwords, mailer, outbox, config } = platform

  async function prepare(kind: LinkMail, organizer: Organizer, site: Site, to: Recipient, next: string | null) {
    const purpose = PURPOSES[kind]
    const { email } = to
    const link = mailLinks.prepare({ purpose, organizer, email, next, lifetimeMs: LINK_LIFETIME_MS })
    const href = absoluteUrl(site, `${PATHS[purpose]}?token=${link.token}`)
    const mail = await mails.withLink(kind, { organizer, site, to }, href, link.expiresAt)
    return {
      async store(q: Database, customerId: Customer['id']) {
        await link.store(q, customerId)
        await mailer.queue(q, mail)
      },
    }
  }

  async function sendTo(
    customer: Customer,
    organizer: Organizer,
    site: Site,
    actor: AuditActor,
    next: string | null,
    kind: LinkMail,
  ): Promise<boolean> {
    if (customer.email === null) return false
    const link = await prepare(kind, organizer, site, { ...customer, email: customer.email }, next)
    await db.transaction(async (trx) => {
      await link.store(trx, customer.id)
      await audit.record(trx, organizer.id, {
        action: 'pretix.customer.password.resetrequested',
        actor,
        object: customerObject(customer),
      })
    })
    outbox.wake()
    return true
  }

  const kindFor = (customer: Customer): LinkMail => (customer.isVerified ? 'reset' : 'activation')

  return {
    prepare,

    async request(organizer, site, email, next) {
      const customer = await customers.byEmail(organizer.id, email)
      if (customer) await sendTo(customer, organizer, site, { type: 'system' }, next, kindFor(customer))
    },

    send: (organizer, customer, actor) =>
      sendTo(customer, organizer, preferredSite(organizer, config), actor, null, kindFor(customer)),

    find: mailLinks.find,

    nextOf: (organizer, token) => mailLinkStore(db.q).nextOf(organizer.id, hashSecret(token)),

    async redeem(organizer, site, purpose, token, password) {
      const tokenHash = hashSecret(token)
      const link = await mailLinkStore(db.q).find(organizer.id, purpose, tokenHash, clock.now())
      const customer = link && (await customers.byId(organizer.id, link.customerId))
      if (!link || !customer) return { kind: 'gone' }
      const problem = passwordProblem(password, link, organizer.settings)
      if (problem) return { kind: 'bad_password', problem, email: link.email, next: link.next }
      const passwordHash = await passwords.hash(password)
      const to = { ...customer, email: link.email }
      const notice = await mails.passwordSet({ organizer, site, to }, clock.now())
      const redeemed = await db.transaction(async (trx) => {
        const store = mailLinkStore(trx)
        await store.lockCustomer(organizer.id, customer.id)
        if (!(await store.redeem(organizer.id, purpose, tokenHash, clock.now()))) return false
        const actor = { type: 'customer', id: customer.id, name: customer.identifier } as const
        await customers.setPassword(trx, organizer, customer.id, passwordHash, { verifies: true, actor })
        await mailer.queue(trx, notice)
        return true
      })
      if (!redeemed) return { kind: 'gone' }
      outbox.wake()
      return { kind: 'done', email: link.email, next: link.next }
    },

    cleanup: () => deleteEndedLinks(db.q, clock.now() - KEPT_MS),
  }
}
