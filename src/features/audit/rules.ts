const SECRET_NAME = /password|secret|api_?key|private_?key|code_verifier|tokens?$/i
/** Settings of an organizer speak of passwords without holding one. */
const SETTING = /^(customer_accounts|sso)_/
const MASK = '********'

/** A copy in which every value whose name speaks of a secret is masked, at any depth. */
export function maskSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskSecrets)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      SECRET_NAME.test(name) && !SETTING.test(name) && inner !== null ? MASK : maskSecrets(inner),
    ]),
  )
}

/** Only what differs between two records, as `{before, after}`. */
export function changedFields(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): { before: Record<string, unknown>; after: Record<string, unknown> } {
  const changes = { before: {} as Record<string, unknown>, after: {} as Record<string, unknown> }
  for (const name of Object.keys(after)) {
    if (JSON.stringify(before[name] ?? null) === JSON.stringify(after[name] ?? null)) continue
    changes.before[name] = before[name] ?? null
    changes.after[name] = after[name] ?? null
  }
  return changes
}
