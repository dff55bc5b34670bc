import type { Answer, BrowserClient } from './client.ts'
import type { TestServer } from './server.ts'

/** A password that the rules accept. */
export const NEW_PASSWORD = 'anderes pferd 34'

/** Sends the registration form. */
export function register(client: BrowserClient, fields: Record<string, string>): Promise<Answer> {
  const password = fields.password ?? NEW_PASSWORD
  return client.submit('/control/register', { fullname: 'Ada', password, password_repeat: password, ...fields })
}

/** The text of the newest mail to this address. */
export async function newestMail(foyer: TestServer, email: string): Promise<string> {
  await foyer.deliver()
  return foyer.mails.to(email).at(-1)?.text ?? ''
}

/** The path of the link to `part` in the newest mail to this address. */
export async function mailedLink(foyer: TestServer, email: string, part: string): Promise<string> {
  const text = await newestMail(foyer, email)
  const link = text.split(/\s+/).find((word) => word.startsWith(foyer.url) && word.includes(part))
  if (link === undefined) throw new Error(`no link to ${part} in: ${text}`)
  return link.slice(foyer.url.length)
}

/** The code of seven digits in the newest mail to this address. */
export async function mailedCode(foyer: TestServer, email: string): Promise<string> {
  const [code] = /^\d{7}$/m.exec(await newestMail(foyer, email)) ?? []
  if (code === undefined) throw new Error(`no code for ${email}`)
  return code
}

/** Asks for a link to set a new password and answers its path. */
export async function resetLink(foyer: TestServer, email: string): Promise<string> {
  await foyer.client().submit('/control/forgot', { email })
  return mailedLink(foyer, email, '/control/forgot/recover')
}

/** Whether somebody gets in with this password. */
export async function canLogIn(foyer: TestServer, email: string, password: string): Promise<boolean> {
  const { status } = await foyer.client().submit('/control/login', { email, password })
  return status === 303
}

/** The acts about an account in the history. */
export async function actsOn(foyer: TestServer, email: string): Promise<string[]> {
  const rows = await foyer.platform.db.q
    .selectFrom('audit_log')
    .select('action')
    .where('object_type', '=', 'user')
    .where('object_name', '=', email)
    .execute()
  return rows.map(({ action }) => action)
}
