import type { CustomerId, CustomerSessionId } from '../../../core/ids.ts'
import type { SubjectProfile } from '../../../protocol/provider/subject-types.ts'
import type { Session } from '../../../protocol/provider/types.ts'

/** The `sub` of the person of the test; no customer has it. */
export const TEST_SUBJECT = 'connection-test'

/** Somebody who does not exist, with a value for every claim. */
export function testPerson(now: number, locale: string): SubjectProfile {
  return {
    name: 'Test Person',
    givenName: 'Test',
    familyName: 'Person',
    middleName: 'Maria',
    nickname: 'Testy',
    email: 'test.person@foyer.invalid',
    emailVerified: true,
    phoneNumber: '+4930123456',
    phoneNumberVerified: true,
    locale,
    updatedAt: now,
    zoneinfo: 'Europe/Berlin',
    birthdate: '2000-02-29',
    gender: 'female',
    website: 'https://foyer.invalid/',
    preferredUsername: 'test.person',
    address: { street_address: 'Teststraße 1', postal_code: '10115', locality: 'Berlin', country: 'DE' },
    memberships: [],
  }
}

/** A login of that person a minute ago. */
export function testSession(now: number): Session {
  return {
    subject: TEST_SUBJECT,
    accountId: TEST_SUBJECT as CustomerId,
    sid: TEST_SUBJECT as CustomerSessionId,
    authTime: now - 60_000,
    amr: ['pwd'],
  }
}
