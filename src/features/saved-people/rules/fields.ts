import type { EntryKind, TextField } from '../types.ts'

/** Longest text in characters; long texts get a limit, too. */
export const LENGTHS: Readonly<Record<TextField, number>> = {
  email: 190,
  company: 255,
  street: 1000,
  zipcode: 30,
  city: 255,
  state: 255,
  country: 2,
  vat_id: 255,
  custom_field: 255,
  internal_reference: 1000,
  beneficiary: 1000,
}

/** Fields with more than one line. */
export const LONG_FIELDS: ReadonlySet<TextField> = new Set<TextField>(['street', 'internal_reference', 'beneficiary'])

/** In the order of the form. */
export const FIELDS: Readonly<Record<EntryKind, readonly TextField[]>> = {
  people: ['email', 'company', 'street', 'zipcode', 'city', 'state', 'country'],
  addresses: [
    'company',
    'street',
    'zipcode',
    'city',
    'state',
    'country',
    'vat_id',
    'custom_field',
    'internal_reference',
    'beneficiary',
  ],
}

/** So many entries of a kind may be saved. */
export const MOST_ENTRIES = 50
