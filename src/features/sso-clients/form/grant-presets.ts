import { isOneOf, SUPPORTED_RESPONSE_TYPES } from '../../../protocol/provider/supported.ts'
import type { ResponseType } from '../../../protocol/provider/types.ts'
import { RESPONSE_TYPES } from '../rules.ts'

/** What the form offers as "Grant type", and the response types that it stands for. */
const PRESETS = {
  authorization_code: ['code'],
  implicit: ['id_token', 'id_token token'],
  hybrid: ['code', 'code id_token', 'code token', 'code id_token token'],
} as const satisfies Record<string, readonly ResponseType[]>

export type GrantPreset = keyof typeof PRESETS

const NAMES = Object.keys(PRESETS) as GrantPreset[]

export function isGrantPreset(text: string): text is GrantPreset {
  return Object.hasOwn(PRESETS, text)
}

export function responseTypesOf(preset: GrantPreset): readonly ResponseType[] {
  return PRESETS[preset]
}

/** The preset that stands for exactly these response types. */
export function presetOf(responseTypes: readonly ResponseType[]): GrantPreset | null {
  const wanted = [...responseTypes].sort().join()
  return NAMES.find((name) => [...PRESETS[name]].sort().join() === wanted) ?? null
}

/** What can be chosen: all that the provider serves, what this client has already, and single response types. */
export function offeredPresets(current: string): (GrantPreset | 'custom')[] {
  const served = NAMES.filter(
    (name) => name === current || PRESETS[name].every((type) => isOneOf(SUPPORTED_RESPONSE_TYPES, type)),
  )
  return [...served, 'custom']
}

/** The response types that can be chosen one by one: those that are served, and those that this client has. */
export function offeredResponseTypes(current: readonly string[]): ResponseType[] {
  return RESPONSE_TYPES.filter((type) => isOneOf(SUPPORTED_RESPONSE_TYPES, type) || current.includes(type))
}

/** True when tokens travel through the browser: every response type but `code`. */
export function usesFrontChannel(responseTypes: readonly string[]): boolean {
  return responseTypes.some((type) => type !== 'code')
}
