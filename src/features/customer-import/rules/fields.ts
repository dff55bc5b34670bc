import { customerTexts } from '../../customers/index.ts'

/** What a column can be. */
export const IMPORT_FIELDS: readonly string[] = ['identifier', 'password_hash', ...customerTexts.keys]

/** Heads that other systems give their columns; without case, spaces and signs. */
const KNOWN_HEADS: Readonly<Record<string, string>> = {
  customerid: 'identifier',
  kundennummer: 'identifier',
  id: 'identifier',
  externalid: 'external_identifier',
  externalidentifier: 'external_identifier',
  externenummer: 'external_identifier',
  mitgliedsnummer: 'external_identifier',
  membernumber: 'external_identifier',
  mail: 'email',
  emailaddress: 'email',
  emailadresse: 'email',
  name: 'full_name',
  fullname: 'full_name',
  firstname: 'given_name',
  vorname: 'given_name',
  lastname: 'family_name',
  surname: 'family_name',
  nachname: 'family_name',
  familienname: 'family_name',
  anrede: 'salutation',
  titel: 'title',
  phonenumber: 'phone',
  telephone: 'phone',
  telefon: 'phone',
  telefonnummer: 'phone',
  mobile: 'phone',
  language: 'locale',
  sprache: 'locale',
  active: 'is_active',
  aktiv: 'is_active',
  verified: 'is_verified',
  emailverified: 'is_verified',
  bestatigt: 'is_verified',
  note: 'notes',
  notizen: 'notes',
  comment: 'notes',
  password: 'password_hash',
  passwordhash: 'password_hash',
  dateofbirth: 'birthdate',
  birthday: 'birthdate',
  geburtsdatum: 'birthdate',
  street: 'address.street_address',
  strasse: 'address.street_address',
  zip: 'address.postal_code',
  zipcode: 'address.postal_code',
  postcode: 'address.postal_code',
  plz: 'address.postal_code',
  city: 'address.locality',
  ort: 'address.locality',
  stadt: 'address.locality',
  country: 'address.country',
  land: 'address.country',
}

/** A field for each column whose head says what it is; no field twice. */
export function guessMapping(columns: readonly string[]): (string | null)[] {
  const used = new Set<string>()
  return columns.map((head) => {
    const plain = plainOf(head)
    const field = IMPORT_FIELDS.find((name) => plainOf(name) === plain) ?? KNOWN_HEADS[plain] ?? null
    if (field === null || used.has(field)) return null
    used.add(field)
    return field
  })
}

function plainOf(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
}
