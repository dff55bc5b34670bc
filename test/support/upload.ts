import type { BrowserClient } from './client.ts'
import { parse } from './html.ts'

/** Sends a form of a page with a file, as browsers do. @param form a part of the form's address */
export async function submitWithFile(
  browser: BrowserClient,
  path: string,
  { form, fields = {}, file }: { form: string; fields?: Record<string, string>; file: File },
): Promise<Response> {
  const found = parse((await browser.get(path)).text).form(form)
  if (!found) throw new Error(`no form ${form} on ${path}`)
  const body = new FormData()
  for (const [name, value] of Object.entries({ ...found.values, ...fields })) {
    for (const item of [value].flat()) body.append(name, item)
  }
  body.append('logo', file)
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const action = new URL(found.action || path, browser.origin + path)
  return fetch(action, { method: 'POST', body, redirect: 'manual', headers: { cookie } })
}
