import type { Profile } from '@node-saml/node-saml'

/** What a verified assertion says, as far as it is needed. */
export interface VerifiedAssertion {
  /** The request that the subject confirmation answers (SAML Core 2.4.1.2); null for none. */
  readonly inResponseTo: string | null
  /** To whom it was sent. */
  readonly recipient: string | null
  readonly issuer: string | null
  readonly nameId: string
  readonly nameIdFormat: string
  readonly sessionIndex: string | undefined
  /** AuthnContextClassRef, SAML Core 2.7.2.2. */
  readonly authnContext: string | null
  /** All values of an attribute, as text. */
  values(attribute: string): readonly string[]
}

/** @param profile of an assertion whose signature was checked */
export function readAssertion(profile: Profile): VerifiedAssertion {
  const assertion = inside(profile.getAssertion?.(), 'Assertion')
  const data = inside(assertion, 'Subject', 'SubjectConfirmation', 'SubjectConfirmationData', '$')
  const context = inside(assertion, 'AuthnStatement', 'AuthnContext', 'AuthnContextClassRef')
  const attributes = (profile.attributes ?? {}) as Readonly<Record<string, unknown>>
  return {
    inResponseTo: textOf(inside(data, 'InResponseTo')),
    recipient: textOf(inside(data, 'Recipient')),
    issuer: textOf(inside(assertion, 'Issuer')),
    nameId: textOf(profile.nameID) ?? '',
    nameIdFormat: textOf(profile.nameIDFormat) ?? '',
    sessionIndex: textOf(profile.sessionIndex) ?? undefined,
    authnContext: textOf(context),
    values(attribute) {
      const value = Object.hasOwn(attributes, attribute) ? attributes[attribute] : undefined
      const all = Array.isArray(value) ? value : [value]
      return all.map((one) => textOf(one)?.trim() ?? '').filter((text) => text !== '')
    },
  }
}

/** Goes down a parsed document; lists are entered at their first element. */
function inside(start: unknown, ...names: readonly string[]): unknown {
  let here: unknown = start
  for (const name of names) {
    const one: unknown = Array.isArray(here) ? here[0] : here
    if (typeof one !== 'object' || one === null || !Object.hasOwn(one, name)) return undefined
    here = (one as Readonly<Record<string, unknown>>)[name]
  }
  return Array.isArray(here) ? here[0] : here
}

/** The text of an element, with or without attributes. */
function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value
  const text = inside(value, '_')
  return typeof text === 'string' ? text : null
}
