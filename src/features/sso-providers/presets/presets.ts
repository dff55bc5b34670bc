import { NEW_PROVIDER, type ProviderDraft } from '../rules/read-input.ts'
import { ownPresets } from './own.ts'
import { publicPresets } from './public.ts'
import type { ProviderPreset } from './types.ts'

/** Every preset in the order of the form; `other` is the last. */
export const PRESETS: readonly ProviderPreset[] = [...publicPresets, ...ownPresets]

export function presetOf(key: string): ProviderPreset | null {
  return PRESETS.find((preset) => preset.key === key) ?? null
}

/** A new provider with all that its preset knows. */
export function draftOf({ key, name, issuer, settings, claims }: ProviderPreset): ProviderDraft {
  const standard = NEW_PROVIDER.settings
  return {
    ...NEW_PROVIDER,
    preset: key,
    name,
    issuer,
    settings: { ...standard, ...settings, claims: { ...standard.claims, ...claims } },
  }
}
