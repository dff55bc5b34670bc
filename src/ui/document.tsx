import { raw } from 'hono/html'
import type { PropsWithChildren } from 'hono/jsx'
import type { PageFrame } from './page-frame.ts'
import { iconSlot } from './render.ts'

export type DocumentProps = PropsWithChildren<{
  frame: PageFrame
  title: string
  /** office or shop; both decide what brass is. Neither: a page outside of them. */
  look: 'office' | 'shop' | 'plain'
  /** Scripts of this page by name: "copy", "passkey". Most pages have none. */
  scripts?: string[] | undefined
  /** Where a browser without scripts goes by itself, and after how many seconds. */
  goesOn?: { href: string; afterS: number } | undefined
}>

const bodyClasses = { office: 'office', shop: 'shop', plain: 'bg-base-100' }

/** The outermost part of each page. What is inside has one element with the id "content". */
export function Document({ frame, title, look, scripts = [], goesOn, children }: DocumentProps) {
  const { lang, siteName, assets, theme, labels } = frame
  return (
    <html lang={lang} data-theme={theme}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title === siteName ? title : `${title} · ${siteName}`}</title>
        <link rel="preload" href={assets.font} as="font" type="font/woff2" crossorigin="" />
        <link rel="stylesheet" href={assets.css} />
        {assets.brandCss !== undefined && <link rel="stylesheet" href={assets.brandCss} />}
        {scripts.map((name) => (
          <script type="module" src={assets.script(name)} />
        ))}
        {goesOn && (
          <noscript>
            <meta http-equiv="refresh" content={`${goesOn.afterS};url=${goesOn.href}`} />
          </noscript>
        )}
      </head>
      <body class={bodyClasses[look]}>
        <a class="skip" href="#content">
          {labels.skip}
        </a>
        {raw(iconSlot)}
        {children}
      </body>
    </html>
  )
}
