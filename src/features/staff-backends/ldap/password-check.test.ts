import {
  BusyError,
  InappropriateAuthError,
  InvalidCredentialsError,
  InvalidDNSyntaxError,
  NoSuchObjectError,
  UnwillingToPerformError,
} from 'ldapts'
import { describe, expect, it } from 'vitest'
import { failedBind } from './password-check.ts'
import { LDAP_TEXTS } from './texts.ts'

const activeDirectory = (data: string) => new InvalidCredentialsError(`80090308: LdapErr: DSID-0, data ${data}, v2580`)

describe('a failed bind', () => {
  it.each([
    new InvalidCredentialsError(),
    new NoSuchObjectError(),
    new InvalidDNSyntaxError(),
    new InappropriateAuthError(),
    activeDirectory('52e'),
    activeDirectory('525'),
    activeDirectory('constructor'),
  ])('says that name and password do not match: %s', (error) => expect(failedBind(error)).toBe('wrong'))

  it.each([
    ['530', LDAP_TEXTS.notNow],
    ['531', LDAP_TEXTS.notNow],
    ['532', LDAP_TEXTS.passwordExpired],
    ['533', LDAP_TEXTS.disabled],
    ['701', LDAP_TEXTS.expired],
    ['773', LDAP_TEXTS.passwordMustChange],
    ['775', LDAP_TEXTS.locked],
  ])('of Active Directory says why: %s', (data, text) => expect(failedBind(activeDirectory(data))).toBe(text))

  it('of an inactivated account says so', () => {
    expect(failedBind(new UnwillingToPerformError('Account inactivated. Contact system administrator.'))).toBe(
      LDAP_TEXTS.disabled,
    )
  })

  it.each([new BusyError(), new UnwillingToPerformError(), new Error('Connection closed')])(
    'may say nothing about the person: %s',
    (error) => expect(() => failedBind(error)).toThrow(error),
  )
})
