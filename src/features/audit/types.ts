import type { AuditId, CustomerId, OrganizerId, UserId } from '../../core/ids.ts'
import type { audit as texts } from './locales/en.ts'

/** Every act that the history knows. `pretix.*` are the reference's words, so that scripts and eyes recognise them. */
export const AUDIT_ACTIONS = [
  /** A customer account came to be: by registration, by staff, by the command line. */
  'pretix.customer.created',
  'pretix.customer.changed',
  'pretix.customer.anonymized',
  /** A link to set a new password was sent. */
  'pretix.customer.password.resetrequested',
  'pretix.customer.password.set',
  /** The address was confirmed through the link in the mail. */
  'foyer.customer.activated',
  'foyer.customer.login',
  'foyer.customer.login.failed',
  'foyer.customer.logout',
  'foyer.customer.passkey.added',
  'foyer.customer.passkey.renamed',
  'foyer.customer.passkey.removed',
  /** An authenticator app is asked for its codes from now on. */
  'foyer.customer.totp.enabled',
  'foyer.customer.totp.disabled',
  'foyer.customer.recoverycodes.made',
  'foyer.customer.recoverycodes.used',
  /** Staff helped somebody who cannot prove the second step any more. */
  'foyer.customer.secondstep.reset',
  /** The person said that the logins until then were their own. */
  'foyer.customer.login.confirmed',
  /** The person said that a login was not theirs: sessions and tokens ended, the password was taken away. */
  'foyer.customer.locked',
  'foyer.customer.data.exported',
  /** The account is anonymised after a while, unless its owner keeps it. */
  'foyer.customer.deletion.requested',
  'foyer.customer.deletion.canceled',
  /** Another address was asked for; it counts once it is confirmed. */
  'foyer.customer.email.requested',
  /** The address before was put back through the link in the notice. */
  'foyer.customer.email.undone',
  'foyer.customer.address.added',
  'foyer.customer.address.confirmed',
  'foyer.customer.address.removed',
  /** Accounts came from a file. */
  'foyer.customers.imported',
  /** Staff ended sessions of a customer. */
  'foyer.customer.sessions.ended',
  /** Somebody took a file with the data of customers. */
  'foyer.customers.exported',
  /** An identity at an SSO provider came to an account, was taken off it, or gave way to a login by email. */
  'foyer.customer.identity.linked',
  'foyer.customer.identity.unlinked',
  'foyer.customer.identity.converted',
  /** The provider names an address that another account has. */
  'foyer.customer.identity.conflict',
  /** Became a part of another account, or took one in. */
  'foyer.customer.merged',
  'foyer.customer.unmerged',
  'pretix.customer.membership.created',
  'pretix.customer.membership.changed',
  'pretix.customer.membership.deleted',
  /** By a rule of an SSO provider: as long as a claim holds. */
  'foyer.customer.membership.granted',
  'foyer.customer.membership.extended',
  'foyer.customer.membership.ended',
  /** By staff or by a rule. */
  'foyer.customer.tag.added',
  'foyer.customer.tag.removed',
  /** What claims of a provider give. */
  'foyer.ssoprovider.rule.created',
  'foyer.ssoprovider.rule.changed',
  'foyer.ssoprovider.rule.deleted',
  'pretix.membershiptype.created',
  'pretix.membershiptype.changed',
  'pretix.membershiptype.deleted',
  'pretix.ssoprovider.created',
  'pretix.ssoprovider.changed',
  'pretix.ssoprovider.deleted',
  /** The people of a provider were taken to another one; their accounts were taken off it. */
  'foyer.ssoprovider.customers.moved',
  'foyer.ssoprovider.customers.released',
  /** Staff tried the connection. */
  'foyer.ssoprovider.tested',
  /** The description or the keys could not be read several times in a row, and could be read again. */
  'foyer.ssoprovider.check.failed',
  'foyer.ssoprovider.check.recovered',
  'pretix.ssoclient.created',
  'pretix.ssoclient.changed',
  'pretix.ssoclient.deleted',
  'foyer.ssoclient.secret.regenerated',
  /** The one before the present secret ended before its time. */
  'foyer.ssoclient.secret.ended',
  /** A code was presented twice; what it had given was revoked. */
  'foyer.ssoclient.code.replayed',
  /** A refresh token came back after it was used; its family was ended. */
  'foyer.ssoclient.refresh.reused',
  /** Orders that were found by an address were added to the account, and taken out again. */
  'foyer.customer.orders.claimed',
  'foyer.customer.orders.unclaimed',
  'foyer.orders.imported',
  /** A customer allowed an app to know something. */
  'foyer.customer.app.allowed',
  'foyer.customer.app.withdrawn',
  /** What an app needs to register itself. */
  'foyer.registrationtoken.created',
  'foyer.registrationtoken.revoked',
  'foyer.signingkey.created',
  /** Published, signs later. */
  'foyer.signingkey.announced',
  'foyer.signingkey.rotated',
  'foyer.organizer.created',
  'pretix.organizer.settings',
  'foyer.organizer.domain.added',
  'foyer.organizer.domain.removed',
  'pretix.control.auth.user.created',
  'foyer.staff.login',
  'foyer.staff.login.failed',
  /** A backend said itself why somebody may not come in; who it was, only the backend knows. */
  'foyer.staff.login.refused',
  'foyer.staff.logout',
  'foyer.staff.password.set',
  /** A link to set a new password was sent, and refused because there were several within a day. */
  'pretix.control.auth.user.forgot_password.mail_sent',
  'pretix.control.auth.user.forgot_password.denied.repeated',
  'pretix.control.auth.user.forgot_password.recovered',
  'pretix.user.email.changed',
  'pretix.user.email.confirmed',
  /** Somebody who was logged in proved again who they are, or could not. */
  'foyer.staff.reauthenticated',
  'foyer.staff.reauthentication.failed',
  /** Logged in with a kind of browser that the account did not know. */
  'pretix.control.auth.user.new_source',
  /** The person ended one of their sessions, and all but the one they had before them. */
  'foyer.staff.session.ended',
  'foyer.staff.othersessions.ended',
  'pretix.user.settings.changed',
  /** An administrator of the installation changed the account of somebody. */
  'foyer.staff.edited',
  'foyer.staff.activated',
  'foyer.staff.deactivated',
  /** Logs in through another backend from now on. */
  'foyer.staff.moved',
  'foyer.staff.sessions.ended',
  /** API tokens that the person had made ended with the account. */
  'foyer.staff.tokens.revoked',
  'pretix.user.anonymized',
  /** An administrator looked through the account of somebody, asked for a change meanwhile, and came back. */
  'pretix.control.auth.user.impersonated',
  'foyer.staff.impersonation.request',
  'pretix.control.auth.user.impersonate_stopped',
  'pretix.user.settings.2fa.device.added',
  'pretix.user.settings.2fa.device.deleted',
  /** With the first device, and with the last. */
  'pretix.user.settings.2fa.enabled',
  'pretix.user.settings.2fa.disabled',
  /** Ten new recovery codes in the place of the old ones; one more beside them, by somebody who helps. */
  'pretix.user.settings.2fa.regenemergency',
  'pretix.user.settings.2fa.emergency',
  'foyer.staff.recoverycode.used',
  'foyer.staff.secondfactor.renamed',
  /** Somebody helped a person who can prove no second factor any more. */
  'foyer.staff.secondfactors.reset',
  /** A backend brought other values of one of its users. */
  'foyer.staff.changed',
  'pretix.team.created',
  'pretix.team.changed',
  'pretix.team.deleted',
  'pretix.team.member.added',
  /** Somebody took up an invitation. */
  'pretix.team.member.joined',
  'pretix.team.member.removed',
  'pretix.team.invite.created',
  'pretix.team.invite.resent',
  'pretix.team.invite.deleted',
  /** A key to the API with the rights of the team. */
  'pretix.team.token.created',
  'pretix.team.token.deleted',
  /** The last person who could log in and manage the teams was switched off, moved, anonymised or taken out of them. */
  'foyer.team.unmanaged',
  /** In histories from the time of roles. */
  'foyer.team.member.added',
  'foyer.team.member.removed',
  /** An organizer worded a mail anew, or went back to the default. */
  'foyer.mailtext.changed',
  'foyer.mail.retried',
  'foyer.mail.discarded',
] as const

export type AuditAction = (typeof AUDIT_ACTIONS)[number]

export type AuditActor =
  /** `actingAs`: the email of the account that an administrator looks through; every entry names it. */
  | { readonly type: 'staff'; readonly id: UserId; readonly name: string; readonly actingAs?: string }
  | { readonly type: 'customer'; readonly id: CustomerId; readonly name: string }
  /** An app that manages its own registration; named after the token that let it register. */
  | { readonly type: 'app'; readonly name?: string }
  /** A program of the organizer, named after its API token. */
  | { readonly type: 'token'; readonly name: string }
  /** The program by itself. */
  | { readonly type: 'system' }
  /** Somebody at the command line. */
  | { readonly type: 'command' }

export type AuditObjectType =
  | 'customer'
  | 'membershiptype'
  | 'ssoclient'
  | 'ssoprovider'
  | 'registrationtoken'
  | 'signingkey'
  | 'organizer'
  | 'user'
  | 'backend'
  | 'team'
  | 'mail'

export interface AuditObject {
  readonly type: AuditObjectType
  readonly id: string
  /** What people call it, as it was at that time. */
  readonly name: string
}

export interface AuditEvent {
  readonly action: AuditAction
  readonly actor: AuditActor
  readonly object: AuditObject
  /** Values before and after, only of what changed. */
  readonly before?: Readonly<Record<string, unknown>>
  readonly after?: Readonly<Record<string, unknown>>
  /** What else is worth knowing. */
  readonly detail?: AuditDetail
  /** When it happened, in ms; now unless said. */
  readonly at?: number
}

export type AuditWords = typeof texts.word

type AuditDetail = Readonly<Record<string, unknown>> & {
  /** Why a login was refused. */
  readonly reason?: keyof AuditWords['reason']
  /** The way to log in, in the words of RFC 8176. */
  readonly method?: keyof AuditWords['method']
}

export interface AuditEntry {
  readonly id: AuditId
  readonly organizerId: OrganizerId | null
  /** Milliseconds since 1970 UTC. */
  readonly at: number
  readonly action: AuditAction
  readonly actorType: AuditActor['type']
  readonly actorName: string
  readonly objectType: AuditObjectType
  readonly objectId: string
  readonly objectName: string
  readonly before: Readonly<Record<string, unknown>>
  readonly after: Readonly<Record<string, unknown>>
  readonly detail: Readonly<Record<string, unknown>>
  /** True when personal data was removed from it. */
  readonly isShredded: boolean
}
