import { z } from 'zod'
import { type CustomerEmailId, type CustomerSessionId, looksLikeId } from '../../core/ids.ts'
import type { PasswordForm } from './password.ts'
import type { SignInCursor } from './sign-ins.ts'

const MAX_TYPED = 1000
const MAX_PASSWORD = 8192

/** Anything but one text of reasonable length counts as not sent. */
const text = (max: number) => z.string().max(max).catch('')
const token = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/)
  .catch('')

const sessionBody = z.object({ session: text(50) })
const browserBody = z.object({ browser: text(100) })
const signInsQuery = z.object({
  before: z
    .string()
    .regex(/^\d{1,15}-[a-z0-9]{26}$/)
    .optional()
    .catch(undefined),
})
const passwordBody = z.object({
  current: text(MAX_PASSWORD),
  password: text(MAX_PASSWORD),
  password_repeat: z.string().max(MAX_PASSWORD).optional().catch(undefined),
})
const changeBody = z.object({ email: text(MAX_TYPED), current: text(MAX_PASSWORD) })
const tokenOnly = z.object({ token })
const emailParams = z.object({ email: z.string().refine(looksLikeId) })

const reader =
  <T>(schema: z.ZodType<T>) =>
  (input: unknown): T =>
    schema.parse(input !== null && typeof input === 'object' && !Array.isArray(input) ? input : {})

const readSessionBody = reader(sessionBody)
const readBrowserBody = reader(browserBody)
const readSignInsQuery = reader(signInsQuery)
const readPasswordBody = reader(passwordBody)
const readTokenOnly = reader(tokenOnly)

/** `email` as typed, `current`: the present password. */
export const readChange = reader(changeBody)

/** The session that is to be ended; nothing has the name "". */
export function readSession(body: unknown): CustomerSessionId {
  return readSessionBody(body).session as CustomerSessionId
}

/** The browser that is somebody's own; nothing has the name "". */
export function readBrowser(body: unknown): string {
  return readBrowserBody(body).browser
}

export function readPassword(body: unknown): PasswordForm {
  const { current, password, password_repeat: repeat } = readPasswordBody(body)
  return { current, password, repeat }
}

/** The secret of a link in a mail; "" for what cannot be one. */
export function readToken(input: unknown): string {
  return readTokenOnly(input).token
}

/** The further address that a page is about; null when nothing can have that name. */
export function readEmailId(params: unknown): CustomerEmailId | null {
  const parsed = emailParams.safeParse(params)
  return parsed.success ? (parsed.data.email as CustomerEmailId) : null
}

/** From where on older logins are shown; undefined for the newest. */
export function readCursor(query: unknown): SignInCursor | undefined {
  const [at, id] = readSignInsQuery(query).before?.split('-') ?? []
  return at === undefined || id === undefined ? undefined : { at: Number(at), id: id as SignInCursor['id'] }
}

export function writeCursor({ at, id }: { readonly at: number; readonly id: string }): string {
  return `${at}-${id}`
}
