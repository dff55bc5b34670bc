import { describe, expect, it, test } from 'vitest'

import { deviceOf, ipPrefix } from '../../../platform/devices/device.ts'
import { isPublicAddress } from './client-facts.ts'
import { passwordProblem } from './password.ts'

describe('a password', () => {
  const account = { email: 'max.obermueller@waldklang.example' }
  const reason = (password: string) => passwordProblem(password, account)?.key.replace('signIn:bad.', '')

  it.each([
    'correct horse 1',
    'älterwerden',
    'kurz genug',
    'Sonnenaufgang',
    '🎭🎪🎟🎫🎭🎪🎟🎬',
    `${'x'.repeat(4096 - 9)}other one`,
  ])('may be %s', (password) => expect(reason(password)).toBeUndefined())

  it.each([
    ['', 'passwordEmpty'],
    ['seven77', 'passwordShort'],
    ['🎭🎪🎟🎫', 'passwordShort'],
    [`${'correct horse '.repeat(300)}`, 'passwordLong'],
    ['4711471147', 'passwordDigits'],
    ['Password1', 'passwordCommon'],
    ['QWERTZUIOP', 'passwordCommon'],
    ['abababab', 'passwordCommon'],
    ['aaaaaaaaaaaa', 'passwordCommon'],
    ['max.obermueller@waldklang.example', 'passwordEmail'],
    ['Obermueller', 'passwordEmail'],
    ['obermueller2026!', 'passwordEmail'],
    ['waldklang.example', 'passwordEmail'],
  ])('is refused: %j', (password, expected) => expect(reason(password)).toBe(expected))

  it('knows accounts without an address', () => {
    expect(passwordProblem('correct horse', { email: null })).toBeNull()
  })
})

test('of an address only the network is kept', () => {
  expect(ipPrefix('203.0.113.77')).toBe('203.0.113.0/24')
  expect(ipPrefix('::ffff:203.0.113.77')).toBe('203.0.113.0/24')
  expect(ipPrefix('2001:db8:1:2:3::4')).toBe('2001:db8:1::/48')
  expect(ipPrefix('nonsense')).toBe('')
})

test('a device has a name that its owner recognises', () => {
  const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'
  const safari =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Version/19.0 Mobile/15E Safari/604'
  const edge = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/140.0 Safari/537.36 Edg/140.0'
  expect(deviceOf(firefox)).toEqual({ browser: 'Firefox', system: 'Windows', isPhone: false })
  expect(deviceOf(safari)).toEqual({ browser: 'Safari', system: 'iPhone', isPhone: true })
  expect(deviceOf(edge)).toEqual({ browser: 'Edge', system: 'macOS', isPhone: false })
  expect(deviceOf('curl/8')).toEqual({ browser: '', system: '', isPhone: false })
})

test('only public addresses tell visitors apart', () => {
  for (const ip of ['203.0.113.7', '2001:db8::1', '8.8.8.8']) expect(isPublicAddress(ip)).toBe(true)
  for (const ip of ['127.0.0.1', '::1', '10.1.2.3', '192.168.0.1', '::ffff:127.0.0.1', 'fd00::1', 'x']) {
    expect(isPublicAddress(ip)).toBe(false)
  }
})
