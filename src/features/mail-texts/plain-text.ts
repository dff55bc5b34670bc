import type { Block, FilledElement, FilledNode } from './fill.ts'

/**
 * The plain text that says the same as the HTML: paragraphs with a blank line between them.
 * @param labels what stands before the address of the button
 */
export function plainText(blocks: readonly Block[], labels: { readonly link: string }): string[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'button')
      return [`${block.label === null ? '' : `${block.label}\n`}${labels.link}\n${block.href}`]
    if (block.kind === 'code') return [block.code]
    return paragraphs(block.element)
  })
}

function paragraphs(element: FilledElement): string[] {
  switch (element.tag) {
    case 'ul':
    case 'ol':
      return [items(element).join('\n')]
    case 'blockquote':
      return element.children.flatMap((child) => (typeof child === 'string' ? [] : paragraphs(child))).map(quoted)
    case 'hr':
      return ['-----']
    default: {
      const text = inline(element.children).trim()
      return text === '' ? [] : [text]
    }
  }
}

function items(list: FilledElement): string[] {
  const entries = list.children.filter((child) => typeof child !== 'string')
  return entries.map((entry, index) => {
    const mark = list.tag === 'ol' ? `${index + 1}. ` : '- '
    return mark + itemText(entry).replaceAll('\n', `\n${' '.repeat(mark.length)}`)
  })
}

function itemText({ children }: FilledElement): string {
  const isBlock = (node: FilledNode) =>
    typeof node !== 'string' && ['p', 'ul', 'ol', 'pre', 'blockquote'].includes(node.tag)
  const own = inline(children.filter((child) => !isBlock(child))).trim()
  const blocks = children.flatMap((child) => (typeof child === 'string' || !isBlock(child) ? [] : paragraphs(child)))
  return [own, ...blocks].filter((text) => text !== '').join('\n')
}

function inline(nodes: readonly FilledNode[]): string {
  return nodes
    .map((node) => {
      if (typeof node === 'string') return node
      if (node.tag === 'br') return '\n'
      const text = inline(node.children)
      const target = node.href?.replace(/^mailto:/, '')
      return node.tag === 'a' && target !== undefined && target !== text ? `${text} (${target})` : text
    })
    .join('')
}

function quoted(text: string): string {
  return text.replaceAll(/^/gm, '> ')
}
