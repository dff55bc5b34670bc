import { CONNECTIONS } from './types.ts'

export interface Person {
  readonly identifier: string
  readonly email: string
  readonly givenName: string
  readonly familyName: string
}

export const PASSWORD = 'correct horse battery 1'

/** The people who log in, one for each connection; the same in every server. */
export const PEOPLE: readonly Person[] = Array.from({ length: CONNECTIONS }, (_, index) => {
  const letter = String.fromCharCode('A'.charCodeAt(0) + index)
  return {
    identifier: `BENCH${letter}${letter}`,
    email: `bench-${letter.toLowerCase()}@example.org`,
    givenName: `Bench ${letter}`,
    familyName: 'Example',
  }
})
