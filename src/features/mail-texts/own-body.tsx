import type { Translate } from '../../platform/i18n/i18n.ts'
import { MailButton, MailCode, MailText } from '../../ui/mail-parts.tsx'
import { type Block, type Filling, fill, textOf } from './fill.ts'
import type { LetterBody } from './letter-body.ts'
import { readMarkdown } from './markdown.ts'
import { OwnPart } from './own-parts.tsx'
import { plainText } from './plain-text.ts'
import { mentions, placeholdersOf } from './rules/placeholders.ts'
import type { Letter } from './types.ts'
import { oneLine, valuesOf } from './values.ts'

/**
 * The body of a mail in the organizer's words. A heading at its beginning is the title. A link or code that the words leave out
 * comes at the end, so that the mail is never without what it is about.
 * @param copy what stands under the button
 */
export function drawOwnBody(letter: Letter, t: Translate, copy: string, markdown: string): LetterBody {
  const { kind, organizer, href, code, note } = letter
  const words = placeholdersOf(kind, organizer.settings.name_scheme)
  const filling: Filling = { values: valuesOf(letter, t), href, code }
  const all = fill(readMarkdown(markdown, words), filling)
  const title = titleOf(all[0])
  const blocks = [
    ...(title === undefined ? all : all.slice(1)),
    ...(code === undefined || mentions(markdown, 'code') ? [] : [{ kind: 'code', code } as const]),
    ...(href === undefined || mentions(markdown, 'url') ? [] : [{ kind: 'button', href, label: null } as const]),
  ]
  const { brandColor: colour } = organizer
  const button = t(kind.text('button'), { ...letter.values, organizer: oneLine(organizer.name) })
  return {
    title,
    preheader: '',
    closing: undefined,
    html: (
      <>
        {blocks.map((block) => {
          if (block.kind === 'code') return <MailCode code={block.code} note={button} />
          if (block.kind === 'element') return <OwnPart node={block.element} colour={colour} />
          return <MailButton href={block.href} text={block.label ?? button} colour={colour} note={copy} />
        })}
        {note !== undefined && <MailText>{note}</MailText>}
      </>
    ),
    paragraphs: [...plainText(blocks, { link: copy }), ...(note === undefined ? [] : [note])],
  }
}

function titleOf(first: Block | undefined): string | undefined {
  if (first?.kind !== 'element' || first.element.tag !== 'h1') return undefined
  const title = textOf(first.element.children).trim()
  return title === '' ? undefined : title
}
