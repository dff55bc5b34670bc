import { expect, it } from 'vitest'
import { InvalidInput } from '../../core/errors.ts'
import { readLogo, sizeInMail } from './logo.ts'

const hex = (text: string, length = 64) => Buffer.concat([Buffer.from(text, 'hex'), Buffer.alloc(length)])

it.each([
  ['image/png', '89504e470d0a1a0a'],
  ['image/jpeg', 'ffd8ffe0'],
  ['image/webp', '524946460000000057454250'],
])('knows %s by its first bytes', (mediaType, signature) => {
  expect(readLogo(hex(signature)).mediaType).toBe(mediaType)
})

it.each(['', '3c737667', '3c736372697074', '25504446', '47494638'])('refuses what begins with %j', (signature) => {
  expect(() => readLogo(hex(signature))).toThrow(InvalidInput)
})

it('refuses more than 512 KiB', () => {
  expect(() => readLogo(hex('89504e470d0a1a0a', 512 * 1024))).toThrow(InvalidInput)
})

it.each([
  ['wide ones as high as in the shop', 300, 56, { width: 150, height: 28 }],
  ['very wide ones lower', 1920, 28, { width: 192, height: 3 }],
  ['small ones as they are', 20, 10, { width: 20, height: 10 }],
])('mails show %s', (_what, width, height, size) => {
  const data = hex('89504e470d0a1a0a0000000d49484452')
  data.writeUInt32BE(width, 16)
  data.writeUInt32BE(height, 20)
  expect(sizeInMail({ mediaType: 'image/png', data })).toEqual(size)
  expect(sizeInMail({ mediaType: 'image/webp', data })).toBeNull()
})
