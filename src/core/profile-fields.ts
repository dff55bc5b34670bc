/** Claims of OpenID Connect Core 5.1 that an account can hold besides name, email, phone and language. */
export const PROFILE_FIELDS = [
  'nickname',
  'preferred_username',
  'birthdate',
  'gender',
  'address',
  'zoneinfo',
  'website',
  'profile',
  'picture',
] as const
export type ProfileField = (typeof PROFILE_FIELDS)[number]

/** OpenID Connect Core 5.1.1, all but `formatted`. */
export const ADDRESS_PARTS = ['street_address', 'postal_code', 'locality', 'region', 'country'] as const
export type AddressPart = (typeof ADDRESS_PARTS)[number]

/** One value that people type: a field, or a part of the address. */
export type ProfileKey = Exclude<ProfileField, 'address'> | `address.${AddressPart}`

/** What is known, with nothing empty in it. `country` is an ISO 3166-1 code of two letters. */
export type Profile = {
  readonly [Field in ProfileField]?: Field extends 'address'
    ? { readonly [Part in AddressPart]?: string | undefined } | undefined
    : string | undefined
}

/** The values that belong to these fields. */
export function profileKeys(fields: readonly ProfileField[]): ProfileKey[] {
  return fields.flatMap((field): ProfileKey[] =>
    field === 'address' ? ADDRESS_PARTS.map((part) => `address.${part}` as const) : [field],
  )
}
