import { expect, it } from 'vitest'
import { withoutPerson } from './without-person.ts'

const traces = { emails: ['ann@example.org'], identifiers: ['QX7PL4D'], externalIdentifiers: ['17'] }

it('empties the rows of one person, whichever way they are named, and keeps the numbers of the others', () => {
  const rows = [
    ['Ann', ' ANN@example.org', '1'],
    ['Ben', 'ben@example.org', '2'],
    ['qx7pl4d', '', '3'],
    ['Ann', '', '17'],
  ]
  expect(withoutPerson(rows, [null, 'email', 'external_identifier'], traces)).toEqual([
    ['', '', ''],
    ['Ben', 'ben@example.org', '2'],
    ['', '', ''],
    ['', '', ''],
  ])
})

it('leaves a file as it is that does not name the person, also with the external ID as another number', () => {
  const rows = [['17', 'ben@example.org']]
  expect(withoutPerson(rows, ['phone', 'email'], traces)).toBeNull()
})
