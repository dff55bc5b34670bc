import type { RunningDemo } from '../support/demo.ts'
import { parse } from '../support/html.ts'

/** The latest mail in the demo's mailbox with these words in its subject: its id, and the link with a token that it has. */
export async function mailAbout(
  { foyer, mailbox }: RunningDemo,
  subject: string,
): Promise<{ id: string; link: string }> {
  const browser = foyer.client()
  const [path = ''] = parse((await browser.get(mailbox)).text).links(subject)
  const [link = ''] = parse((await browser.get(path)).text).links('token=')
  if (link === '') throw new Error(`no mail about "${subject}"`)
  return { id: path.split('/').at(-1) ?? '', link }
}
