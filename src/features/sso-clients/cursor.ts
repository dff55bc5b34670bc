import { z } from 'zod'

/** A place in the list of clients: those after it, or those before it. */
export interface ClientCursor {
  readonly way: 'after' | 'before'
  readonly name: string
  readonly id: string
}

const schema = z.tuple([z.enum(['after', 'before']), z.string(), z.string()])

export function writeCursor({ way, name, id }: ClientCursor): string {
  return Buffer.from(JSON.stringify([way, name, id])).toString('base64url')
}

/** Null for anything that is not a cursor. */
export function readCursor(text: string | undefined): ClientCursor | null {
  if (!text || text.length > 1000) return null
  try {
    const parsed = schema.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    if (!parsed.success) return null
    const [way, name, id] = parsed.data
    return /\0/.test(name + id) ? null : { way, name, id }
  } catch {
    return null
  }
}
