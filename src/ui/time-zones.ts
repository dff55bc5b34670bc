import type { Option, OptionGroup } from './text-fields.tsx'

/** All time zones by region, and the current one where the system does not list it. */
export function timeZoneOptions(current: string): (Option | OptionGroup)[] {
  const names = Intl.supportedValuesOf('timeZone')
  const alone = ['UTC', ...names.filter((name) => !name.includes('/'))]
  if (current !== '' && !names.includes(current) && !alone.includes(current)) alone.push(current)
  const regions = Map.groupBy(
    names.filter((name) => name.includes('/')),
    (name) => name.split('/', 1)[0] ?? '',
  )
  return [
    ...[...new Set(alone)].map((value) => ({ value, label: value })),
    ...[...regions].map(([label, zones]) => ({
      label,
      options: zones.map((value) => ({ value, label: value.replaceAll('_', ' ') })),
    })),
  ]
}
