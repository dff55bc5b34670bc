import { raw } from 'hono/html'
import type { Child, PropsWithChildren } from 'hono/jsx'
import { brandTokens } from './brand.ts'
import { type MailFact, MailFacts } from './mail-parts.tsx'
import { bodyFont, mailColours as c, displayFont, mailStyles } from './mail-styles.ts'
import type { LinkItem } from './page-frame.ts'

export type MailFrameProps = PropsWithChildren<{
  /** BCP 47 */
  lang: string
  subject: string
  /** One sentence; mail programs show it behind the subject. */
  preheader: string
  organizer: {
    name: string
    /** #rrggbb */
    colour: string
    /** PNG or JPEG at twice the size, absolute address; stands on white. */
    logo?: { src: string; width: number; height: number } | undefined
  }
  /** Left out where the text begins without a heading. */
  title?: string | undefined
  /** Label and value pairs below the text. */
  facts?: MailFact[] | undefined
  /** What to do if it was not you. */
  closing?: Child | undefined
  /** Address of the organizer and its links. */
  footer: { text: string; links?: LinkItem[] | undefined }
}>

/** The HTML part of a mail: one column of 560 px, tables and inline styles. Children: MailText and MailButton. */
export function MailFrame(props: MailFrameProps) {
  const { lang, subject, preheader, organizer, title, facts = [], closing, footer, children } = props
  const { light, dark } = brandTokens(organizer.colour)
  return (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{subject}</title>
        <style>{raw(mailStyles(dark.brandText))}</style>
      </head>
      <body class="m-wall" style={`margin:0;background:${c.wall};-webkit-text-size-adjust:100%`}>
        <div style="display:none;max-height:0;overflow:hidden">{preheader}</div>
        <div {...mainLandmark}>
          <Table width="100%">
            <tr>
              <td align="center" style="padding:32px 12px">
                <Table
                  width="560"
                  class="m-sheet"
                  style={`width:100%;max-width:560px;background:${c.sheet};border:1px solid ${c.line};border-radius:10px`}
                >
                  <MailHead organizer={organizer} fill={light.brand} text={light.onBrand} />
                  <tr>
                    <td class="m-pad m-ink" style={`padding:32px 32px 8px;font:16px/24px ${bodyFont};color:${c.ink}`}>
                      {title !== undefined && (
                        <h1 class="m-ink" style={`margin:0 0 16px;font:700 24px/30px ${displayFont};color:${c.ink}`}>
                          {title}
                        </h1>
                      )}
                      {children}
                    </td>
                  </tr>
                  {facts.length > 0 && <MailFacts facts={facts} />}
                  <tr>
                    <td
                      class="m-pad m-muted"
                      style={`padding:24px 32px 32px;font:14px/20px ${bodyFont};color:${c.muted}`}
                    >
                      {closing !== undefined && <p style="margin:0">{closing}</p>}
                    </td>
                  </tr>
                </Table>
                <MailFoot {...footer} />
              </td>
            </tr>
          </Table>
        </div>
      </body>
    </html>
  )
}

/** Mail programs do not know the element main. */
const mainLandmark = { role: 'main' }

type TableProps = PropsWithChildren<{
  width?: string | undefined
  class?: string | undefined
  style?: string | undefined
}>

function Table({ width, class: extra, style, children }: TableProps) {
  return (
    <table role="presentation" class={extra} width={width} cellpadding={0} cellspacing={0} border={0} style={style}>
      {children}
    </table>
  )
}

/** While pictures are not shown, the name stands on the plate, as wide as it is. */
function MailHead({ organizer, fill, text }: { organizer: MailFrameProps['organizer']; fill: string; text: string }) {
  const font = `font:700 20px/28px ${displayFont}`
  const { name, logo } = organizer
  return (
    <tr>
      <td
        class="m-pad"
        style={`background:${fill};border-bottom:1px solid ${c.line};border-radius:9px 9px 0 0;padding:${logo ? 14 : 18}px 32px;${font};color:${text}`}
      >
        {logo ? (
          <Table>
            <tr>
              <td style="background:#ffffff;border-radius:6px;padding:4px 8px">
                <img
                  src={logo.src}
                  width={logo.width}
                  height={logo.height}
                  alt={name}
                  style={`display:block;border:0;width:auto;height:${logo.height}px;aspect-ratio:auto;${font};color:${c.ink}`}
                />
              </td>
            </tr>
          </Table>
        ) : (
          name
        )}
      </td>
    </tr>
  )
}

function MailFoot({ text, links = [] }: MailFrameProps['footer']) {
  return (
    <Table width="560" style="width:100%;max-width:560px">
      <tr>
        <td class="m-pad m-muted" style={`padding:20px 32px;font:13px/19px ${bodyFont};color:${c.muted}`}>
          {text}
          {links.length > 0 && <br />}
          {links.map((link, index) => (
            <>
              {index > 0 && ' · '}
              <a class="m-muted" href={link.href} style={`color:${c.muted}`}>
                {link.text}
              </a>
            </>
          ))}
        </td>
      </tr>
    </Table>
  )
}
