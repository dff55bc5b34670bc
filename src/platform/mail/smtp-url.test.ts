import { expect, test } from 'vitest'
import { parseSmtpUrl } from './smtp-url.ts'

test.each([
  ['smtp://mail.example', { host: 'mail.example', port: 587, tls: 'required', auth: undefined }],
  ['smtp://a%40b:p%3Aw@mail.example:2525', { port: 2525, tls: 'required', auth: { user: 'a@b', pass: 'p:w' } }],
  ['smtps://mail.example', { port: 465, tls: 'implicit' }],
  ['smtp://localhost:1025', { port: 1025, tls: 'optional' }],
  ['smtp://127.0.0.2', { tls: 'optional' }],
  ['smtp://[::1]:25', { host: '::1', port: 25, tls: 'optional' }],
  ['smtp://localhost.mail.example', { tls: 'required' }],
  ['smtp://mailpit:1025?tls=off', { tls: 'off' }],
  ['smtp://localhost?tls=required', { tls: 'required' }],
])('%s', (url, expected) => {
  expect(parseSmtpUrl(url)).toMatchObject(expected)
})

test.each([
  ['mail.example:587', 'begin with smtp:// or smtps://'],
  ['not an address', 'not an address such as'],
  ['https://mail.example', 'begin with smtp:// or smtps://'],
  ['smtp://user:hush%@mail.example', 'a % in the user name or password is written %25'],
  ['smtp://user:hush@mail.example?tls=hush', '"tls" is one of required, optional, off'],
  ['smtps://user:hush@mail.example?tls=off', 'always encrypted'],
  ['smtp://mail.example?insecure=1', 'the parameter "tls" only'],
])('%s is refused: %s', (url, fault) => {
  expect(() => parseSmtpUrl(url)).toThrow(fault)
  expect(() => parseSmtpUrl(url)).toThrow(expect.not.objectContaining({ message: expect.stringContaining('hush') }))
})
