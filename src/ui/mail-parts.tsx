import type { Child, PropsWithChildren } from 'hono/jsx'
import { brandTokens } from './brand.ts'
import { bodyFont, mailColours as c } from './mail-styles.ts'

/** A paragraph of a mail. */
export function MailText({ children }: PropsWithChildren) {
  return <p style="margin:0 0 16px">{children}</p>
}

type MailButtonProps = {
  href: string
  text: string
  /** #rrggbb, the organizer's colour */
  colour: string
  /** Until when the address is valid, and that it can be copied. */
  note: Child
}

/** The one button of a mail, and its address as text. */
export function MailButton({ href, text, colour, note }: MailButtonProps) {
  const { brand, onBrand, brandEdge, brandText } = brandTokens(colour).light
  return (
    <>
      <table role="presentation" cellpadding={0} cellspacing={0} border={0} style="margin:8px 0 0">
        <tr>
          <td style={`border-radius:6px;background:${brand};border:1px solid ${brandEdge}`}>
            <a
              class="m-btn"
              href={href}
              style={`display:inline-block;padding:12px 24px;font:600 16px/20px ${bodyFont};color:${onBrand};text-decoration:none;border-radius:6px`}
            >
              {text}
            </a>
          </td>
        </tr>
      </table>
      <p class="m-muted" style={`margin:24px 0 0;font-size:14px;line-height:20px;color:${c.muted}`}>
        {note}
      </p>
      <p style="margin:6px 0 16px;font-size:14px;line-height:20px;word-break:break-all">
        <a class="m-link" href={href} style={`color:${brandText}`}>
          {href}
        </a>
      </p>
    </>
  )
}

/** A code to type, large enough to read across a desk. */
export function MailCode({ code, note }: { code: string; note: Child }) {
  return (
    <>
      <p class="m-ink" style="margin:8px 0 0;font:700 30px/38px Consolas,Menlo,monospace;letter-spacing:4px">
        {code}
      </p>
      <p class="m-muted" style={`margin:8px 0 16px;font-size:14px;line-height:20px;color:${c.muted}`}>
        {note}
      </p>
    </>
  )
}

export type MailFact = { label: string; value: Child }

export function MailFacts({ facts }: { facts: MailFact[] }) {
  return (
    <tr>
      <td class="m-pad" style="padding:16px 32px 0">
        <table
          role="presentation"
          width="100%"
          cellpadding={0}
          cellspacing={0}
          border={0}
          class="m-line"
          style={`border-top:1px solid ${c.line}`}
        >
          {facts.map(({ label, value }, index) => (
            <tr>
              <td
                class="m-muted"
                style={`padding:${index === 0 ? 14 : 4}px 0 0;font:14px/20px ${bodyFont};color:${c.muted}`}
              >
                {label}
              </td>
              <td
                align="right"
                class="m-ink"
                style={`padding:${index === 0 ? 14 : 4}px 0 0;font:600 14px/20px ${bodyFont};color:${c.ink}`}
              >
                {value}
              </td>
            </tr>
          ))}
        </table>
      </td>
    </tr>
  )
}
