import { expect, test } from 'vitest'
import { checkLetter, type Letter, LetterRefused } from './letter.ts'

const letter: Letter = {
  fromName: 'Demo Festival',
  to: 'ann@example.org',
  subject: 'Hello',
  html: '<p>Hello</p>',
  text: 'Hello',
}

test.each<[string, Partial<Letter>]>([
  ['an address with umlauts', { to: 'jürgen+tickets@müller.example' }],
  ['several lines of text', { text: 'a\r\nb', html: '<p>\n</p>' }],
  [
    'a reply address and more headers',
    { replyTo: 'help@x.example', headers: { 'List-Unsubscribe': '<https://x.example/u>' } },
  ],
])('%s is taken', (_what, change) => {
  expect(checkLetter({ ...letter, ...change })).toEqual({ ...letter, ...change })
})

test.each<[string, Partial<Letter>]>([
  ['a line break in the subject', { subject: 'Hi\r\nBcc: eve@example.org' }],
  ['a bare line feed in the subject', { subject: 'Hi\nBcc: eve@example.org' }],
  ['a Unicode line separator in the subject', { subject: 'Hi\u2028Bcc: x' }],
  ['a line break in the address', { to: 'ann@example.org\r\nRCPT TO:<eve@example.org>' }],
  ['two addresses', { to: 'ann@example.org,eve@example.org' }],
  ['an address with a name', { to: 'Ann <ann@example.org>' }],
  ['an address without a host', { to: 'ann' }],
  ['a source route', { to: '@relay.example:ann@example.org' }],
  ['a line break in the reply address', { replyTo: 'a@example.org\nBcc: x@example.org' }],
  ['a line break in the sender name', { fromName: 'Demo\r\nBcc: eve@example.org' }],
  ['a line break in a header', { headers: { 'X-Kind': 'a\r\nBcc: eve@example.org' } }],
  ['a header name that is none', { headers: { 'X-Kind: a\r\nBcc': 'eve@example.org' } }],
  ['a header that adds recipients', { headers: { bcc: 'eve@example.org' } }],
  ['a header that changes the content', { headers: { 'Content-Type': 'text/html' } }],
  ['no plain text', { text: ' \n' }],
  ['no subject', { subject: '' }],
])('%s is refused', (_what, change) => {
  expect(() => checkLetter({ ...letter, ...change })).toThrow(LetterRefused)
})

test('a refusal does not show what the letter holds', () => {
  expect(() => checkLetter({ ...letter, to: 'hush\n@example.org' })).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('hush') }),
  )
})
