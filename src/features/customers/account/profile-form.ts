import { z } from 'zod'
import { InvalidInput, type Message } from '../../../core/errors.ts'
import { NAME_SCHEMES, type NameSchemeKey } from '../../../core/person-names.ts'
import { isLocale } from '../../../platform/i18n/i18n.ts'
import type { Organizer } from '../../organizers/index.ts'
import { checkName } from '../rules/name.ts'
import { checkPhone, displayPhone } from '../rules/phone.ts'
import { checkProfile, type ProfileTexts, readProfile, textsOf } from '../rules/profile.ts'
import { schemeOf, type TypedName, typedName } from '../rules/typed-name.ts'
import type { Customer, CustomerChanges, OwnableField } from '../types.ts'

/** The form as it stands on the page. */
export interface ProfileForm {
  readonly scheme: NameSchemeKey
  readonly name: TypedName
  readonly phone: string
  readonly locale: string
  readonly profile: ProfileTexts
}

const text = (max: number) => z.string().max(max).catch('')
const anyFields = z.record(z.string(), z.unknown()).catch({})

/** The form with what is stored. */
export function profileFormOf(customer: Customer, organizer: Organizer): ProfileForm {
  const scheme = schemeOf(customer.nameParts, organizer)
  return {
    scheme,
    name: typedName(customer.nameParts, scheme),
    phone: customer.phone === null ? '' : displayPhone(customer.phone),
    locale: customer.locale,
    profile: textsOf(customer.profile),
  }
}

/** The form as somebody filled it in: only what this organizer asks for. */
export function readProfileForm(body: unknown, customer: Customer, organizer: Organizer): ProfileForm {
  const sent = anyFields.parse(body)
  const scheme = schemeOf(customer.nameParts, organizer)
  return {
    scheme,
    name: Object.fromEntries(NAME_SCHEMES[scheme].parts.map((part) => [part, text(1000).parse(sent[part])])),
    phone: text(200).parse(sent.phone),
    locale: text(20).parse(sent.locale),
    profile: readProfile(sent, organizer.settings.customer_accounts_profile_fields),
  }
}

/** The form with what is stored in the fields that the person cannot change. */
export function keepOwned(form: ProfileForm, stored: ProfileForm, owned: ReadonlySet<OwnableField>): ProfileForm {
  return {
    ...form,
    ...(owned.has('name') && { name: stored.name }),
    ...(owned.has('phone') && { phone: stored.phone }),
    ...(owned.has('locale') && { locale: stored.locale }),
  }
}

/**
 * What the person wants to be changed.
 * @param now instant in ms
 * @param owned fields that the person cannot change
 * @throws InvalidInput by field of the form
 */
export function profileChanges(
  form: ProfileForm,
  organizer: Organizer,
  now: number,
  owned: ReadonlySet<OwnableField> = new Set(),
): CustomerChanges {
  const { parts, problems: nameProblems } = checkName(form.name, {
    scheme: form.scheme,
    titles: organizer.settings.name_scheme_titles,
    required: true,
  })
  const typedPhone = form.phone.trim()
  const phone = typedPhone === '' ? null : checkPhone(typedPhone, organizer)
  const problems: Record<string, Message> = {
    ...(!owned.has('name') && nameProblems),
    ...(phone === null && typedPhone !== '' && !owned.has('phone') && { phone: { key: 'customers:bad.phone' } }),
    ...(!isLocale(form.locale) && { locale: { key: 'customers:bad.choose' } }),
    ...checkProfile(form.profile, now).problems,
  }
  if (!isLocale(form.locale) || Object.keys(problems).length > 0) throw new InvalidInput(problems)
  return {
    ...(!owned.has('name') && { nameParts: parts }),
    ...(!owned.has('phone') && { phone }),
    ...(!owned.has('locale') && { locale: form.locale }),
    profile: form.profile,
  }
}
