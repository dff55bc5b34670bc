import { z } from 'zod'
import { isUploadedFile, type UploadedFile } from '../../platform/http/uploads.ts'
import type { ImportSettings } from './types.ts'

const params = z.object({ id: z.string().max(40).catch('') })
const options = z.object({
  existing: z.enum(['skip', 'update']).catch('skip'),
  matchBy: z.enum(['email', 'external_identifier', 'identifier']).catch('email'),
  verified: z
    .literal('on')
    .transform(() => true)
    .catch(false),
  action: z.enum(['check', 'run', 'cancel', 'again']).optional().catch(undefined),
})
const field = z.string().max(60).catch('')

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (input: unknown): Fields =>
  input !== null && typeof input === 'object' && !Array.isArray(input) ? (input as Fields) : {}

export const readId = (input: unknown) => params.parse(fieldsOf(input)).id
export const readAction = (input: unknown) => options.parse(fieldsOf(input)).action

/** The file that was sent; null for none. */
export function readUpload(input: unknown): UploadedFile | null {
  const { file } = fieldsOf(input)
  return isUploadedFile(file) ? file : null
}

/** How the columns were assigned: `column-0` and so on. */
export function readMapping(input: unknown, columns: readonly string[]): Omit<ImportSettings, 'columns'> {
  const sent = fieldsOf(input)
  const { existing, matchBy, verified } = options.parse(sent)
  const mapping = columns.map((_, index) => field.parse(sent[`column-${index}`]) || null)
  return { mapping, existing, matchBy, verified }
}
