import { z } from 'zod'
import { looksLikeId } from '../../core/ids.ts'
import { cleanName } from '../../platform/factors/factor-name.ts'
import type { TextKey } from '../../platform/i18n/i18n.ts'
import type { DeviceAddress } from './devices.ts'
import type { DeviceType } from './types.ts'

const MAX_JSON = 64 * 1024
const MAX_NEXT = 8192
/** Characters of the name of a device. */
export const MAX_NAME = 64

/** Anything but one text of reasonable length counts as not sent. */
const text = (max: number) => z.string().max(max).catch('')

const reader =
  <T>(schema: z.ZodType<T>) =>
  (input: unknown): T =>
    schema.parse(input !== null && typeof input === 'object' && !Array.isArray(input) ? input : {})

export const readNext = reader(z.object({ next: text(MAX_NEXT) }))
/** One field for codes of both kinds; a passkey answers in the other. */
export const readProof = reader(z.object({ token: text(100), credential: text(MAX_JSON), next: text(MAX_NEXT) }))
export const readDeviceForm = reader(z.object({ name: text(1000), type: text(20) }))
export const readCodeForm = reader(z.object({ code: text(100) }))
export const readCodesForm = reader(z.object({ codes: text(1000) }))

/** What is wrong with a form, by field. */
export type FieldErrors = Readonly<Record<string, { readonly key: TextKey; readonly params?: Record<string, number> }>>

/** The name of a device as it may be stored, or what is wrong with it. */
export function checkName(typed: string): { readonly name: string; readonly errors: FieldErrors } {
  const name = cleanName(typed)
  if (name === '') return { name, errors: { name: { key: 'staffFactors:device.nameEmpty' } } }
  if ([...typed.trim()].length > MAX_NAME) {
    return { name, errors: { name: { key: 'staffFactors:device.nameLong', params: { max: MAX_NAME } } } }
  }
  return { name, errors: {} }
}

export function readType(word: string): DeviceType | null {
  return word === 'totp' || word === 'webauthn' ? word : null
}

const address = z.object({ type: z.enum(['totp', 'webauthn']), id: z.string().refine(looksLikeId) })

/** The device of an address; null when nothing can have that name. */
export function readDevice(params: unknown): DeviceAddress | null {
  const parsed = address.safeParse(params)
  return parsed.success ? parsed.data : null
}
