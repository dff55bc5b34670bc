import { z } from 'zod'
import { InvalidInput, type Message } from '../../../core/errors.ts'
import { NAME_SCHEMES, type NameParts, type NameSchemeKey } from '../../../core/person-names.ts'
import { isLocale, type Locale } from '../../../platform/i18n/i18n.ts'
import type { Organizer } from '../../organizers/index.ts'
import { checkEmail } from '../rules/email.ts'
import { checkName } from '../rules/name.ts'
import { checkPhone, displayPhone } from '../rules/phone.ts'
import { checkProfile, type ProfileTexts, readProfile, textsOf } from '../rules/profile.ts'
import { schemeOf, type TypedName, typedName } from '../rules/typed-name.ts'
import type { Customer, CustomerChanges, NewCustomer, OwnedNotes } from '../types.ts'
import { writeBase } from './form-base.ts'

const text = (max: number) => z.string().max(max).catch('')
const ticked = z
  .string()
  .transform(() => true)
  .catch(false)

const fields = z.object({
  email: text(1000),
  phone: text(200),
  identifier: text(300),
  locale: text(20),
  external_identifier: text(2000),
  notes: text(100_000),
  is_active: ticked,
  is_verified: ticked,
  phone_verified: ticked,
  modified_at: z.coerce.number().int().catch(0),
  base: text(100_000),
  new_email_verified: ticked,
  send_activation: ticked,
})
const anyFields = z.record(z.string(), z.unknown()).catch({})

/** The form as it stands on the page. */
export interface CustomerForm extends z.infer<typeof fields> {
  readonly scheme: NameSchemeKey
  readonly name: TypedName
  /** Of the fields that the organizer switched on. */
  readonly profile: ProfileTexts
}

/**
 * An empty form for a new customer. Nobody has confirmed the address yet: the link that is sent does.
 * @param identifier a proposal
 */
export function emptyForm(organizer: Organizer, identifier: string): CustomerForm {
  return {
    email: '',
    phone: '',
    identifier,
    locale: organizer.locale,
    external_identifier: '',
    notes: '',
    is_active: true,
    is_verified: false,
    phone_verified: false,
    modified_at: 0,
    base: '',
    new_email_verified: false,
    send_activation: organizer.settings.customer_accounts_native,
    scheme: organizer.settings.name_scheme,
    name: {},
    profile: {},
  }
}

/** The form with what is stored. */
export function formOf(customer: Customer, organizer: Organizer): CustomerForm {
  const scheme = schemeOf(customer.nameParts, organizer)
  const form: CustomerForm = {
    email: customer.email ?? '',
    phone: customer.phone === null ? '' : displayPhone(customer.phone),
    identifier: customer.identifier,
    locale: customer.locale,
    external_identifier: customer.externalIdentifier ?? '',
    notes: customer.notes ?? '',
    is_active: customer.isActive,
    is_verified: customer.isVerified,
    phone_verified: customer.isPhoneVerified,
    modified_at: customer.modifiedAt,
    base: '',
    new_email_verified: false,
    send_activation: false,
    scheme,
    name: typedName(customer.nameParts, scheme),
    profile: textsOf(customer.profile),
  }
  return { ...form, base: writeBase(form) }
}

/** The form as somebody filled it in. @param stored the name as it is now, whose parts the form asks for */
export function readForm(body: unknown, organizer: Organizer, stored: NameParts = {}): CustomerForm {
  const sent = anyFields.parse(body)
  const scheme = schemeOf(stored, organizer)
  const name = Object.fromEntries(NAME_SCHEMES[scheme].parts.map((part) => [part, text(1000).parse(sent[part])]))
  const profile = readProfile(sent, organizer.settings.customer_accounts_profile_fields)
  return { ...fields.parse(sent), scheme, name, profile }
}

/** The form with what is stored in the fields that staff cannot change. */
export function keepOwned(form: CustomerForm, stored: CustomerForm, owned: OwnedNotes): CustomerForm {
  return {
    ...form,
    ...(owned.has('email') && { email: stored.email, new_email_verified: false }),
    ...(owned.has('name') && { scheme: stored.scheme, name: stored.name }),
    ...(owned.has('phone') && { phone: stored.phone }),
    ...(owned.has('locale') && { locale: stored.locale }),
  }
}

/**
 * What the form wants to be stored.
 * @param now instant in ms
 * @throws InvalidInput by field of the form
 */
function changesOf(
  form: CustomerForm,
  organizer: Organizer,
  now: number,
  owned: OwnedNotes = new Map(),
): Required<CustomerChanges> {
  const problems: Record<string, Message> = {}
  const { parts, problems: nameProblems } = checkName(form.name, {
    scheme: form.scheme,
    titles: organizer.settings.name_scheme_titles,
    required: false,
  })
  if (!owned.has('name')) Object.assign(problems, nameProblems)
  const { email = '', problem } = checkEmail(form.email)
  if (problem) problems.email = problem
  const phone = form.phone.trim() === '' ? null : checkPhone(form.phone, organizer)
  if (phone === null && form.phone.trim() !== '' && !owned.has('phone')) problems.phone = { key: 'customers:bad.phone' }
  Object.assign(problems, checkProfile(form.profile, now).problems)
  const locale: Locale = isLocale(form.locale) ? form.locale : organizer.locale
  if (Object.keys(problems).length > 0) throw new InvalidInput(problems)
  return {
    email,
    nameParts: parts,
    phone,
    isPhoneVerified: form.phone_verified,
    profile: form.profile,
    locale,
    isActive: form.is_active,
    isVerified: form.is_verified,
    externalIdentifier: form.external_identifier || null,
    notes: form.notes || null,
  }
}

/**
 * What the form wants to be changed. A box that stayed ticked speaks of the old number or address, not of a new one: that an
 * address that comes for a confirmed one is confirmed, too, has a box of its own.
 * @throws InvalidInput by field of the form
 */
export function updateOf(
  form: CustomerForm,
  organizer: Organizer,
  before: Customer,
  now: number,
  owned: OwnedNotes,
): CustomerChanges {
  const { isPhoneVerified, ...all } = changesOf(form, organizer, now, owned)
  const wanted = {
    ...all,
    ...(owned.has('email') && before.email !== null && { email: before.email }),
    ...(owned.has('name') && { nameParts: before.nameParts }),
    ...(owned.has('phone') && { phone: before.phone }),
    ...(owned.has('locale') && { locale: before.locale }),
  }
  const isNewAddress = wanted.email !== before.email && before.email !== null && before.isVerified
  const changes = { ...wanted, isVerified: isNewAddress ? form.new_email_verified : wanted.isVerified }
  const isStale = changes.phone !== before.phone && isPhoneVerified === before.isPhoneVerified
  return isStale ? changes : { ...changes, isPhoneVerified }
}

/** @throws InvalidInput by field of the form */
export function newCustomerOf(form: CustomerForm, organizer: Organizer, now: number): NewCustomer {
  const identifier = form.identifier.trim().replace(/^#/, '')
  return { ...changesOf(form, organizer, now), ...(identifier !== '' && { identifier }) }
}
