import { z } from 'zod'
import { NAME_SCHEMES, type NameSchemeKey } from '../../core/person-names.ts'
import { FIELDS } from './rules/fields.ts'
import type { EntryForm, EntryKind } from './types.ts'

const fields = z.record(z.string(), z.unknown()).catch({})
const text = z.string().max(4000).catch('')

export function readEntryForm(body: unknown, kind: EntryKind, scheme: NameSchemeKey): EntryForm {
  const sent = fields.parse(body)
  return {
    name: Object.fromEntries(NAME_SCHEMES[scheme].parts.map((part) => [part, text.parse(sent[part])])),
    texts: Object.fromEntries(FIELDS[kind].map((field) => [field, text.parse(sent[field])])),
    isBusiness: sent.is_business === 'on',
  }
}

/** The entry that the address names; "" when nothing can have that name. */
export function readEntryId(params: unknown): string {
  return z
    .object({ id: z.string().max(26) })
    .catch({ id: '' })
    .parse(params).id
}

export function readAnswer(body: unknown): { position: number; label: string } {
  const { answer, label } = fields.parse(body)
  return { position: z.coerce.number().int().min(0).max(10_000).catch(-1).parse(answer), label: text.parse(label) }
}
