export interface Person {
  readonly identifier: string
  readonly email: string
  readonly givenName: string
  readonly familyName: string
}

export const PASSWORD = 'correct horse battery 1'

/** The people who log in, the same in every server. */
export function makePeople(count: number): Person[] {
  return Array.from({ length: count }, (_, index) => {
    const letter = String.fromCharCode('A'.charCodeAt(0) + index)
    return {
      identifier: `BENCH${letter}${letter}`,
      email: `bench-${letter.toLowerCase()}@example.org`,
      givenName: `Bench ${letter}`,
      familyName: 'Example',
    }
  })
}
