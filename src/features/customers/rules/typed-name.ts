import { NAME_SCHEMES, type NamePart, type NameParts, type NameSchemeKey } from '../../../core/person-names.ts'
import type { Organizer } from '../../organizers/index.ts'
import { NO_SALUTATION, schemeFor } from './name.ts'

export type TypedName = Readonly<Partial<Record<NamePart, string>>>

/** The scheme of the stored name where the organizer's cannot hold all its parts, so that nothing of it is lost. */
export function schemeOf({ _scheme, _legacy, ...parts }: NameParts, organizer: Organizer): NameSchemeKey {
  const preferred = organizer.settings.name_scheme
  return schemeFor(Object.keys(parts) as NamePart[], preferred) ?? preferred
}

/** A stored name as a form shows it. */
export function typedName(parts: NameParts, scheme: NameSchemeKey): TypedName {
  const { parts: names } = NAME_SCHEMES[scheme]
  const legacy = parts._legacy
  const hasName = Object.keys(parts).length > 0
  return Object.fromEntries(
    names.map((part) => {
      if (part === 'salutation' && hasName && !parts.salutation) return [part, NO_SALUTATION]
      const kept = parts[part] ?? ''
      return [part, kept === '' && legacy && (part === 'full_name' || part === 'family_name') ? legacy : kept]
    }),
  )
}
