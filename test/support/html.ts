import { type HTMLElement, parse as parseHtml } from 'node-html-parser'

export interface FormOnPage {
  readonly action: string
  readonly method: string
  /** What the browser would send if nobody touched the form. */
  readonly values: Record<string, string>
}

export interface ParsedPage {
  /** The form whose action contains the text, else the one in the main part with most fields. */
  form(actionPart?: string): FormOnPage | null
  /** Text of all elements that match. */
  all(selector: string): string[]
  /** Text of the first element that matches. */
  text(selector: string): string | null
  attribute(selector: string, name: string): string | null
  /** Addresses of links whose text contains this. */
  links(text: string): string[]
}

/** Reads a page as a test looks at it. */
export function parse(html: string): ParsedPage {
  const root = parseHtml(html)
  return {
    form(actionPart) {
      const forms = root.querySelectorAll('form')
      const named = forms.filter(
        (form) => actionPart !== undefined && (form.getAttribute('action') ?? '').includes(actionPart),
      )
      const inMain = root.querySelectorAll('main form').sort((a, b) => fields(b).length - fields(a).length)
      const form = actionPart === undefined ? (inMain[0] ?? forms[0]) : named[0]
      if (!form) return null
      return {
        action: decode(form.getAttribute('action') ?? ''),
        method: (form.getAttribute('method') ?? 'get').toLowerCase(),
        values: valuesOf(form),
      }
    },
    all: (selector) => root.querySelectorAll(selector).map(textOf),
    text: (selector) => {
      const element = root.querySelector(selector)
      return element && textOf(element)
    },
    attribute: (selector, name) => root.querySelector(selector)?.getAttribute(name) ?? null,
    links: (text) =>
      root
        .querySelectorAll('a')
        .filter((link) => textOf(link).includes(text))
        .map((link) => decode(link.getAttribute('href') ?? '')),
  }
}

function textOf(element: HTMLElement): string {
  return element.text.replace(/\s+/g, ' ').trim()
}

function fields(form: HTMLElement): HTMLElement[] {
  return form.querySelectorAll('input, select, textarea')
}

function decode(text: string): string {
  return text.replaceAll('&amp;', '&')
}

function valuesOf(form: HTMLElement): Record<string, string> {
  const values: Record<string, string> = {}
  for (const field of fields(form)) {
    const name = field.getAttribute('name')
    const type = field.getAttribute('type') ?? 'text'
    if (!name || field.hasAttribute('disabled') || ['submit', 'button', 'image'].includes(type)) continue
    if (['checkbox', 'radio'].includes(type) && !field.hasAttribute('checked')) continue
    values[name] = sentValue(field)
  }
  return values
}

function sentValue(field: HTMLElement): string {
  if (field.tagName === 'TEXTAREA') return field.text.replace(/^\n/, '')
  if (field.tagName !== 'SELECT')
    return decode(field.getAttribute('value') ?? (field.getAttribute('type') === 'checkbox' ? 'on' : ''))
  const options = field.querySelectorAll('option')
  const chosen = options.find((option) => option.hasAttribute('selected')) ?? options[0]
  return chosen ? (chosen.getAttribute('value') ?? textOf(chosen)) : ''
}
