import { z } from 'zod'
import type { CustomerSessionId } from '../../core/ids.ts'
import type { SignInCursor } from './sign-ins.ts'

/** Anything but one text of reasonable length counts as not sent. */
const text = (max: number) => z.string().max(max).catch('')

const sessionBody = z.object({ session: text(50) })
const signInsQuery = z.object({
  before: z
    .string()
    .regex(/^\d{1,15}-[a-z0-9]{26}$/)
    .optional()
    .catch(undefined),
})

const reader =
  <T>(schema: z.ZodType<T>) =>
  (input: unknown): T =>
    schema.parse(input !== null && typeof input === 'object' && !Array.isArray(input) ? input : {})

const readSessionBody = reader(sessionBody)
const readSignInsQuery = reader(signInsQuery)

/** The session that is to be ended; nothing has the name "". */
export function readSession(body: unknown): CustomerSessionId {
  return readSessionBody(body).session as CustomerSessionId
}

/** From where on older logins are shown; undefined for the newest. */
export function readCursor(query: unknown): SignInCursor | undefined {
  const [at, id] = readSignInsQuery(query).before?.split('-') ?? []
  return at === undefined || id === undefined ? undefined : { at: Number(at), id: id as SignInCursor['id'] }
}

export function writeCursor({ at, id }: { readonly at: number; readonly id: string }): string {
  return `${at}-${id}`
}
