import type { Element, Node, Placeholder } from './markdown.ts'

/** What stands for the placeholders, and where the mail leads. */
export interface Filling {
  readonly values: Readonly<Record<string, string>>
  readonly href: string | undefined
  readonly code: string | undefined
}

/** A part of a mail from top to bottom. */
export type Block =
  | { readonly kind: 'button'; readonly href: string; readonly label: string | null }
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'element'; readonly element: FilledElement }

export interface FilledElement {
  readonly tag: Element['tag']
  readonly href: string | null
  readonly children: readonly FilledNode[]
}

export type FilledNode = string | FilledElement

/** Puts the values in. They are text, whatever they hold. An empty one takes the blank before it along: "Hello {name}," */
export function fill(nodes: readonly Node[], filling: Filling): Block[] {
  return nodes.flatMap((node) => blockOf(node, filling) ?? [])
}

/** A line of text with its placeholders filled in. */
export function fillLine(text: string, words: readonly string[], values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/( ?)\{([a-z_]+)\}/g, (written, blank: string, word: string) => {
    if (!words.includes(word)) return written
    const value = values[word] ?? ''
    return value === '' ? '' : blank + value
  })
}

function blockOf(node: Node, filling: Filling): Block | null {
  if (typeof node === 'string' || isPlaceholder(node)) return null
  const { href, code } = filling
  const alone = node.tag === 'p' ? onlyChild(node.children) : null
  if (alone && isPlaceholder(alone)) {
    if (alone.placeholder === 'url') return href === undefined ? null : { kind: 'button', href, label: null }
    if (alone.placeholder === 'code') return code === undefined ? null : { kind: 'code', code }
  }
  if (alone && !isPlaceholder(alone) && alone.href !== null && typeof alone.href !== 'string') {
    return href === undefined ? null : { kind: 'button', href, label: textOf(fillAll(alone.children, filling)) }
  }
  return { kind: 'element', element: fillElement(node, filling) }
}

/** The one child of a paragraph that is more than text. */
function onlyChild(children: readonly Node[]): Placeholder | Element | null {
  const seen = children.filter((child) => typeof child !== 'string' || child.trim() !== '')
  const [only] = seen
  return seen.length === 1 && only !== undefined && typeof only !== 'string' ? only : null
}

function fillElement({ tag, href, children }: Element, filling: Filling): FilledElement {
  const target = typeof href === 'string' ? href : href === null ? null : (filling.href ?? null)
  return { tag, href: target, children: fillAll(children, filling, tag === 'a') }
}

function fillAll(children: readonly Node[], filling: Filling, isInLink = false): FilledNode[] {
  const filled: FilledNode[] = []
  for (const child of children) {
    if (typeof child === 'string') filled.push(child)
    else if (!isPlaceholder(child)) filled.push(fillElement(child, filling))
    else filled.push(...nodesFor(child.placeholder, filling, isInLink, filled))
  }
  return filled
}

function nodesFor(word: string, filling: Filling, isInLink: boolean, before: FilledNode[]): FilledNode[] {
  const { href, code, values } = filling
  if (word === 'url' && href !== undefined) return isInLink ? [href] : [{ tag: 'a', href, children: [href] }]
  const value = word === 'code' ? (code ?? '') : (values[word] ?? '')
  if (value === '') {
    const last = before.at(-1)
    if (typeof last === 'string') before[before.length - 1] = last.replace(/ $/, '')
    return []
  }
  return value
    .split('\n')
    .flatMap((line, index): FilledNode[] => (index === 0 ? [line] : [{ tag: 'br', href: null, children: [] }, line]))
}

/** The words without any form. */
export function textOf(nodes: readonly FilledNode[]): string {
  return nodes
    .map((node) => (typeof node === 'string' ? node : node.tag === 'br' ? ' ' : textOf(node.children)))
    .join('')
}

function isPlaceholder(node: Exclude<Node, string>): node is Placeholder {
  return 'placeholder' in node
}
