import type { Child } from 'hono/jsx'
import { brandTokens } from '../../ui/brand.ts'
import { mailColours as c } from '../../ui/mail-styles.ts'
import type { FilledElement, FilledNode } from './fill.ts'

/** Text that an organizer wrote, in the look of a mail. Every word is escaped by hono/jsx. */
export function OwnPart({ node, colour }: { node: FilledNode; colour: string }): Child {
  if (typeof node === 'string') return node
  const children = node.children.map((child) => <OwnPart node={child} colour={colour} />)
  switch (node.tag) {
    case 'h1':
    case 'h2':
      return (
        <h2 class="m-ink" style={`margin:24px 0 12px;font-size:19px;line-height:26px;color:${c.ink}`}>
          {children}
        </h2>
      )
    case 'h3':
      return (
        <h3 class="m-ink" style={`margin:20px 0 8px;font-size:16px;line-height:24px;color:${c.ink}`}>
          {children}
        </h3>
      )
    case 'ul':
      return <ul style="margin:0 0 16px;padding:0 0 0 24px">{children}</ul>
    case 'ol':
      return <ol style="margin:0 0 16px;padding:0 0 0 24px">{children}</ol>
    case 'li':
      return <li style="margin:0 0 4px">{children}</li>
    case 'blockquote':
      return (
        <blockquote class="m-line" style={`margin:0 0 16px;padding:0 0 0 16px;border-left:3px solid ${c.line}`}>
          {children}
        </blockquote>
      )
    case 'pre':
      return <pre style="margin:0 0 16px;font:14px/20px Consolas,Menlo,monospace;white-space:pre-wrap">{children}</pre>
    case 'code':
      return <code style="font-family:Consolas,Menlo,monospace">{children}</code>
    case 'em':
      return <em>{children}</em>
    case 'strong':
      return <strong>{children}</strong>
    case 'br':
      return <br />
    case 'hr':
      return <hr class="m-line" style={`margin:24px 0;border:0;border-top:1px solid ${c.line}`} />
    case 'a':
      return <OwnLink node={node} colour={colour} />
    default:
      return <p style="margin:0 0 16px">{children}</p>
  }
}

function OwnLink({ node, colour }: { node: FilledElement; colour: string }) {
  const children = node.children.map((child) => <OwnPart node={child} colour={colour} />)
  if (node.href === null) return <>{children}</>
  return (
    <a class="m-link" href={node.href} style={`color:${brandTokens(colour).light.brandText};word-break:break-word`}>
      {children}
    </a>
  )
}
