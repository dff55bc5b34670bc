import type { audit as texts } from './locales/en.ts'
import type { AuditAction, AuditEntry } from './types.ts'

type Sentence = keyof typeof texts.action

/** The sentence for each act. */
export const SENTENCES: Readonly<Record<AuditAction, Sentence>> = {
  'pretix.customer.created': 'customerCreated',
  'pretix.customer.changed': 'customerChanged',
  'pretix.customer.anonymized': 'customerAnonymized',
  'pretix.customer.password.resetrequested': 'customerPasswordResetRequested',
  'pretix.customer.password.set': 'customerPasswordSet',
  'foyer.customer.activated': 'customerActivated',
  'foyer.customer.login': 'customerLogin',
  'foyer.customer.login.failed': 'customerLoginFailed',
  'foyer.customer.logout': 'customerLogout',
  'foyer.customer.passkey.added': 'customerPasskeyAdded',
  'foyer.customer.passkey.renamed': 'customerPasskeyRenamed',
  'foyer.customer.passkey.removed': 'customerPasskeyRemoved',
  'foyer.customer.totp.enabled': 'customerTotpOn',
  'foyer.customer.totp.disabled': 'customerTotpOff',
  'foyer.customer.recoverycodes.made': 'customerCodesMade',
  'foyer.customer.recoverycodes.used': 'customerCodeUsed',
  'foyer.customer.secondstep.reset': 'customerSecondStepReset',
  'foyer.customer.login.confirmed': 'customerLoginConfirmed',
  'foyer.customer.locked': 'customerLocked',
  'foyer.customer.data.exported': 'customerDataExported',
  'foyer.customer.deletion.requested': 'customerDeletionRequested',
  'foyer.customer.deletion.canceled': 'customerDeletionCanceled',
  'foyer.customer.email.requested': 'customerEmailRequested',
  'foyer.customer.email.undone': 'customerEmailUndone',
  'foyer.customer.address.added': 'customerAddressAdded',
  'foyer.customer.address.confirmed': 'customerAddressConfirmed',
  'foyer.customer.address.removed': 'customerAddressRemoved',
  'foyer.customers.imported': 'customersImported',
  'foyer.customer.sessions.ended': 'customerSessionsEnded',
  'foyer.customers.exported': 'customersExported',
  'foyer.customer.merged': 'customerMerged',
  'foyer.customer.unmerged': 'customerUnmerged',
  'pretix.customer.membership.created': 'membershipCreated',
  'pretix.customer.membership.changed': 'membershipChanged',
  'pretix.customer.membership.deleted': 'membershipDeleted',
  'pretix.membershiptype.created': 'membershipTypeCreated',
  'pretix.membershiptype.changed': 'membershipTypeChanged',
  'pretix.membershiptype.deleted': 'membershipTypeDeleted',
  'pretix.ssoclient.created': 'ssoClientCreated',
  'pretix.ssoclient.changed': 'ssoClientChanged',
  'pretix.ssoclient.deleted': 'ssoClientDeleted',
  'foyer.ssoclient.secret.regenerated': 'ssoClientSecret',
  'foyer.ssoclient.secret.ended': 'ssoClientSecretEnded',
  'foyer.ssoclient.code.replayed': 'ssoClientReplay',
  'foyer.ssoclient.refresh.reused': 'ssoClientReuse',
  'foyer.customer.orders.claimed': 'customerOrdersClaimed',
  'foyer.customer.orders.unclaimed': 'customerOrdersUnclaimed',
  'foyer.orders.imported': 'ordersImported',
  'foyer.customer.app.allowed': 'customerAppAllowed',
  'foyer.customer.app.withdrawn': 'customerAppWithdrawn',
  'foyer.registrationtoken.created': 'registrationTokenCreated',
  'foyer.registrationtoken.revoked': 'registrationTokenRevoked',
  'foyer.signingkey.created': 'signingKeyCreated',
  'foyer.signingkey.announced': 'signingKeyAnnounced',
  'foyer.signingkey.rotated': 'signingKeyRotated',
  'foyer.organizer.created': 'organizerCreated',
  'pretix.organizer.settings': 'organizerSettings',
  'foyer.organizer.domain.added': 'domainAdded',
  'foyer.organizer.domain.removed': 'domainRemoved',
  'pretix.control.auth.user.created': 'userCreated',
  'foyer.staff.login': 'staffLogin',
  'foyer.staff.login.failed': 'staffLoginFailed',
  'foyer.staff.logout': 'staffLogout',
  'foyer.staff.password.set': 'staffPasswordSet',
  'foyer.staff.changed': 'staffChanged',
  'foyer.team.member.added': 'memberAdded',
  'foyer.team.member.removed': 'memberRemoved',
  'foyer.mailtext.changed': 'mailTextChanged',
  'foyer.mail.retried': 'mailRetried',
  'foyer.mail.discarded': 'mailDiscarded',
}

const BAD: ReadonlySet<AuditAction> = new Set<AuditAction>([
  'pretix.customer.anonymized',
  'foyer.customer.login.failed',
  'foyer.customer.locked',
  'pretix.membershiptype.deleted',
  'pretix.ssoclient.deleted',
  'foyer.ssoclient.code.replayed',
  'foyer.ssoclient.refresh.reused',
  'foyer.registrationtoken.revoked',
  'foyer.staff.login.failed',
  'foyer.mail.discarded',
])

/** A member whose role was changed is one that was added again. */
export function sentenceOf({ action, before }: Pick<AuditEntry, 'action' | 'before'>): Sentence {
  return action === 'foyer.team.member.added' && before.role !== undefined ? 'memberChanged' : SENTENCES[action]
}

/** The mark beside an entry: what went badly or is gone, what came out well, what staff did. */
export function toneOf({
  action,
  actorType,
}: Pick<AuditEntry, 'action' | 'actorType'>): 'touch' | 'ok' | 'bad' | undefined {
  if (BAD.has(action)) return 'bad'
  if (action === 'foyer.customer.activated') return 'ok'
  return actorType === 'staff' || actorType === 'command' ? 'touch' : undefined
}
