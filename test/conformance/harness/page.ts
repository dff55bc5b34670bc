import { type HTMLElement, parse } from 'node-html-parser'
import type { HttpAnswer } from './http.ts'

interface WithForm {
  readonly action: URL
  readonly fields: Readonly<Record<string, string>>
}

/** What a page of the provider wants from the person. */
export type Page =
  | ({ readonly kind: 'login' } & WithForm)
  | ({ readonly kind: 'consent' } & WithForm & {
        readonly allow: Readonly<Record<string, string>>
        readonly deny: Readonly<Record<string, string>>
      })
  | ({ readonly kind: 'form_post' } & WithForm)
  | ({ readonly kind: 'confirm_logout' } & WithForm)
  | { readonly kind: 'frames'; readonly frames: readonly URL[]; readonly next: URL | null }
  | { readonly kind: 'other' }

/** Reads a page by its forms and frames, as a person does without knowing who made it. */
export function readPage(answer: HttpAnswer, url: URL): Page {
  const root = parse(answer.text)
  const frames = root.querySelectorAll('iframe[src]')
  if (frames.length > 0) {
    const next = root.querySelector('main a[href]')?.getAttribute('href')
    const addresses = frames.map((frame) => new URL(decode(frame.getAttribute('src') ?? ''), url))
    return { kind: 'frames', frames: addresses, next: next === undefined ? null : new URL(decode(next), url) }
  }
  for (const form of root.querySelectorAll('form')) {
    if ((form.getAttribute('method') ?? 'get').toLowerCase() !== 'post') continue
    const action = new URL(decode(form.getAttribute('action') ?? ''), url)
    const fields = fieldsOf(form)
    if (action.origin !== url.origin) return { kind: 'form_post', action, fields }
    if (form.querySelector('input[type=password]')) return { kind: 'login', action, fields }
    const buttons = form.querySelectorAll('button[name]').map(nameAndValue)
    if (url.pathname.endsWith('/consent')) {
      return { kind: 'consent', action, fields, allow: buttons[0] ?? {}, deny: buttons[1] ?? {} }
    }
    if (url.pathname.endsWith('/logout') && action.pathname.endsWith('/logout')) {
      return { kind: 'confirm_logout', action, fields: { ...fields, ...buttons[0] } }
    }
  }
  return { kind: 'other' }
}

function fieldsOf(form: HTMLElement): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const input of form.querySelectorAll('input[name]')) {
    const type = input.getAttribute('type') ?? 'text'
    if (['checkbox', 'radio'].includes(type) && !input.hasAttribute('checked')) continue
    Object.assign(fields, nameAndValue(input))
  }
  return fields
}

function nameAndValue(field: HTMLElement): Record<string, string> {
  return { [field.getAttribute('name') ?? '']: decode(field.getAttribute('value') ?? '') }
}

function decode(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
