import { expect, it } from 'vitest'
import { imageSize } from './image-size.ts'

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')
const PNG = '89504e470d0a1a0a 0000000d 49484452 0000012c 00000038 0806000000'

it.each([
  ['a PNG', PNG, { width: 300, height: 56 }],
  ['a JPEG', 'ffd8 ffe00004 0000 ffc4 0003 00 ff ffc2 0011 08 0038 012c 03 000000', { width: 300, height: 56 }],
])('%s says how large it is', (_what, bytes, size) => {
  expect(imageSize(hex(bytes))).toEqual(size)
})

it.each([
  ['nothing', ''],
  ['a PNG that ends early', PNG.slice(0, 40)],
  ['a PNG without width', PNG.replace('0000012c', '00000000')],
  ['a JPEG that ends early', 'ffd8 ffc0 0011 08 00'],
  ['a JPEG without a frame', 'ffd8 ffe0 0000 ffe0 0000 0000 0000 0000 0000'],
  ['a WebP', '52494646 00000000 57454250 56503820 00000000'],
])('%s does not', (_what, bytes) => {
  expect(imageSize(hex(bytes))).toBeNull()
})
