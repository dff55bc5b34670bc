import { micromark } from 'micromark'

/** A place in a text that is filled in when the mail is written. */
export interface Placeholder {
  readonly placeholder: string
}

export interface Element {
  readonly tag: Tag
  /** Of a link: an address, or the placeholder that stands for one. Null when it leads nowhere that is allowed. */
  readonly href: string | Placeholder | null
  readonly children: readonly Node[]
}

export type Node = string | Placeholder | Element

const TAGS = [
  'p',
  'h1',
  'h2',
  'h3',
  'ul',
  'ol',
  'li',
  'blockquote',
  'pre',
  'code',
  'em',
  'strong',
  'a',
  'br',
  'hr',
] as const
export type Tag = (typeof TAGS)[number]

const VOID: ReadonlySet<string> = new Set(['br', 'hr', 'img'])
/** A placeholder while the Markdown is read: letters only, so that it means nothing to it. */
const MARK = /FoyerFillsIn(\d+)Here/g
/** A line that holds nothing but the link or the code of the mail. */
const ALONE = /^(\{(?:url|code)\}|\[[^\]\n]*\]\(\{url\}\))[ \t]*$/gm
/** What is nested deeper than that loses its form and keeps its words. */
const MAX_DEPTH = 20
const TOKEN = /<(\/?)([a-z][a-z0-9]*)((?:\s[^>]*)?)>|([^<]+)/g

/**
 * Reads Markdown (CommonMark without HTML and pictures) with placeholders. Line breaks inside a paragraph stay line breaks.
 * Values are not known here, so that nothing in them can be taken for Markdown.
 * @param words the placeholders; other braces are text
 */
export function readMarkdown(text: string, words: readonly string[]): Node[] {
  const marked = text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(ALONE, '\n$1\n')
    .replaceAll(/\{([a-z_]+)\}/g, (written, word: string) => {
      const index = words.indexOf(word)
      return index < 0 ? written : `FoyerFillsIn${index}Here`
    })
  const html = micromark(marked, { extensions: [{ disable: { null: ['htmlFlow', 'htmlText', 'codeIndented'] } }] })
  return treeOf(html, words)
}

interface Open {
  readonly tag: Tag
  readonly href: string | Placeholder | null
  readonly children: Node[]
}

/** What micromark writes is well formed, with `<`, `>`, `&` and quotes escaped; a line break follows each `<br>`. */
function treeOf(html: string, words: readonly string[]): Node[] {
  const root: Node[] = []
  const stack: Open[] = []
  let tooDeep = 0
  const here = () => stack.at(-1)?.children ?? root

  function open(name: string, attributes: string): void {
    const element = opened(name, attributes, words)
    if (element === null) return
    if (VOID.has(name)) here().push(element)
    else if (stack.length < MAX_DEPTH) stack.push(element)
    else tooDeep += 1
  }

  for (const [, slash, name = '', attributes = '', text] of html.matchAll(TOKEN)) {
    if (text !== undefined) here().push(...textNodes(text, stack, words))
    else if (name === 'img') here().push(...withPlaceholders(plain(attribute(attributes, 'alt')), words))
    else if (slash !== '/') open(name, attributes)
    else if (tooDeep > 0) tooDeep -= 1
    else close(name, stack, root)
  }
  return root
}

function opened(name: string, attributes: string, words: readonly string[]): Open | null {
  const tag = tagOf(name)
  if (tag === null || tag === 'br') return null
  return { tag, href: tag === 'a' ? linkOf(plain(attribute(attributes, 'href')), words) : null, children: [] }
}

function close(name: string, stack: Open[], root: Node[]): void {
  const tag = tagOf(name)
  if (tag === null || stack.at(-1)?.tag !== tag) return
  const done = stack.pop()
  if (done) (stack.at(-1)?.children ?? root).push(done)
}

function textNodes(text: string, stack: readonly Open[], words: readonly string[]): Node[] {
  if (stack.some(({ tag }) => tag === 'pre')) return withPlaceholders(plain(text), words)
  const isInline = stack.some(({ tag }) => ['p', 'li', 'h1', 'h2', 'h3'].includes(tag))
  if (!isInline && text.trim() === '') return []
  const inParagraph = stack.some(({ tag }) => tag === 'p')
  if (!inParagraph && text.trim() === '' && text.includes('\n')) return []
  return plain(inParagraph ? text : text.replace(/\n$/, ''))
    .split('\n')
    .flatMap((line, index) => {
      const nodes = withPlaceholders(line, words)
      return index === 0 ? nodes : [{ tag: 'br' as const, href: null, children: [] }, ...nodes]
    })
}

function withPlaceholders(text: string, words: readonly string[]): Node[] {
  return text.split(MARK).flatMap((part, index): Node[] => {
    if (index % 2 === 0) return part === '' ? [] : [part]
    const word = words[Number(part)]
    return word === undefined ? [] : [{ placeholder: word }]
  })
}

/** Only the link of the mail itself, and addresses of the web and of mail, lead anywhere. */
function linkOf(href: string, words: readonly string[]): string | Placeholder | null {
  const nodes = withPlaceholders(href, words)
  const [only] = nodes
  if (nodes.length !== 1 || only === undefined) return null
  if (typeof only !== 'string') return 'placeholder' in only && only.placeholder === 'url' ? only : null
  const protocol = URL.parse(only)?.protocol
  return protocol !== undefined && ['http:', 'https:', 'mailto:'].includes(protocol) ? only : null
}

function tagOf(name: string): Tag | null {
  if (/^h[4-6]$/.test(name)) return 'h3'
  return TAGS.find((tag) => tag === name) ?? null
}

function attribute(attributes: string, name: string): string {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? ''
}

function plain(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}
