import type { FastifyInstance, FastifyRequest } from 'fastify'
import { FoyerError } from '../../core/errors.ts'

/** A file of a form; a field that was left empty gives none. */
export interface UploadedFile {
  readonly name: string
  readonly data: Uint8Array
}

export function isUploadedFile(value: unknown): value is UploadedFile {
  return typeof value === 'object' && value !== null && 'data' in value && value.data instanceof Uint8Array
}

/**
 * Reads forms with files (`multipart/form-data`, RFC 7578) on the routes of this scope. The body is as that of any other form:
 * texts by their names, a list where a name was sent several times, and `UploadedFile` for files.
 * @param maxBytes how large the whole form may be; a larger one is answered with 413
 */
export function acceptUploads(app: FastifyInstance, maxBytes: number): void {
  const options = { parseAs: 'buffer', bodyLimit: maxBytes } as const
  app.addContentTypeParser('multipart/form-data', options, async (request: FastifyRequest, body: Buffer | string) =>
    readForm(Buffer.from(body), request.headers['content-type'] ?? ''),
  )
}

type Value = string | UploadedFile

async function readForm(body: Buffer, contentType: string): Promise<Record<string, Value | Value[]>> {
  const fields = new Map<string, Value[]>()
  for (const [name, value] of await parse(body, contentType)) {
    const read = typeof value === 'string' ? value : await fileOf(value)
    if (read !== null) fields.set(name, [...(fields.get(name) ?? []), read])
  }
  return Object.fromEntries(
    [...fields].map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
  )
}

async function parse(body: Buffer, contentType: string): Promise<FormData> {
  try {
    return await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData()
  } catch (cause) {
    throw new FoyerError('form with files cannot be read', { code: 'bad_form', status: 400, cause })
  }
}

async function fileOf(file: File): Promise<UploadedFile | null> {
  if (file.size === 0) return null
  return { name: file.name, data: new Uint8Array(await file.arrayBuffer()) }
}
