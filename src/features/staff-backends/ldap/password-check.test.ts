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
    ['532', LDAP_TEXTS.passwordExpired],
    ['701', LDAP_TEXTS.expired],
    ['773', LDAP_TEXTS.passwordMustChange],
  ])('of Active Directory says why to those who know the password: %s', (data, text) =>
    expect(failedBind(activeDirectory(data))).toBe(text),
  )

  it.each(['Password expired!', '80090346: password has expired'])('of an expired password says so: %s', (message) =>
    expect(failedBind(new InvalidCredentialsError(message))).toBe(LDAP_TEXTS.passwordExpired),
  )

  it.each([
    [activeDirectory('530'), 'not permitted at this time'],
    [activeDirectory('531'), 'not permitted from this computer'],
    [activeDirectory('533'), 'disabled'],
    [activeDirectory('775'), 'locked'],
    [new UnwillingToPerformError('Account inactivated. Contact system administrator.'), 'disabled'],
  ])('says to the log only what strangers would be told, too: %s', (error, hidden) =>
    expect(failedBind(error)).toEqual({ hidden }),
  )

  it.each([new BusyError(), new UnwillingToPerformError(), new Error('Connection closed')])(
    'may say nothing about the person: %s',
    (error) => expect(() => failedBind(error)).toThrow(error),
  )
})
