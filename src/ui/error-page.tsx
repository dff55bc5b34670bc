import type { Child, PropsWithChildren } from 'hono/jsx'
import { CopyButton } from './copy.tsx'
import { Document } from './document.tsx'
import { Icon, type IconName } from './icon.tsx'
import { CastList, type Fact } from './lists.tsx'
import { Logo } from './logo.tsx'
import type { PageFrame } from './page-frame.ts'
import { ShopBar, ShopFoot, type ShopFrame } from './shop-layout.tsx'

export type ErrorPageProps = {
  /** A shop frame draws the page under the organizer's name, any other one under Foyer's. */
  frame: PageFrame | ShopFrame
  /** "Error 502", above the title */
  status: string
  icon?: IconName | undefined
  /** What happened. */
  title: string
  /** What is safe and what to do. */
  text?: Child | undefined
  /** Where to go: buttons. */
  actions?: Child | undefined
  reference?: ReferenceCodeProps | undefined
  /** For the operator, folded. */
  details?: { title: string; items: Fact[] } | undefined
  /** Where the mark leads, outside of a shop. */
  home?: string | undefined
}

export function ErrorPage(props: ErrorPageProps) {
  const { frame, title, reference, home = '/' } = props
  const scripts = reference ? ['copy'] : []
  if ('footer' in frame) {
    return (
      <Document frame={frame} title={title} look="shop" scripts={scripts}>
        <ShopBar frame={frame} />
        <ErrorBody {...props} />
        <ShopFoot frame={frame} />
      </Document>
    )
  }
  return (
    <Document frame={frame} title={title} look="plain" scripts={scripts}>
      <div class="flex min-h-screen flex-col">
        <header class="bg-(--rail) px-4 py-3.5 md:px-8">
          <Logo href={home} />
        </header>
        <ErrorBody {...props} />
      </div>
    </Document>
  )
}

function ErrorBody({ frame, status, icon = 'circle-alert', title, text, actions, reference, details }: ErrorPageProps) {
  return (
    <main id="content" class="mx-auto w-full max-w-2xl px-4 pt-12 pb-16 md:pt-24">
      <p class="mb-3 flex items-center gap-2 font-semibold text-muted">
        <Icon name={icon} />
        {status}
      </p>
      <h1 class="text-3xl leading-10">{title}</h1>
      {text !== undefined && <p class="mt-3 max-w-prose text-base">{text}</p>}
      {actions !== undefined && <div class="mt-6 flex flex-wrap gap-2">{actions}</div>}
      {reference && (
        <ReferenceCode {...reference}>
          <CopyButton value={reference.code} what={reference.label} labels={frame.labels} look="plain" />
        </ReferenceCode>
      )}
      {details && (
        <details class="mt-4">
          <summary class="link cursor-pointer">{details.title}</summary>
          <CastList items={details.items} class="mt-3 max-w-xl text-ui" />
        </details>
      )}
    </main>
  )
}

export type ReferenceCodeProps = {
  /** "Reference" */
  label: string
  code: string
  /** What it is good for. */
  text: string
}

/** The code to give to somebody who can read the log. */
function ReferenceCode({ label, code, text, children }: PropsWithChildren<ReferenceCodeProps>) {
  return (
    <div class="mt-10 flex flex-wrap items-center gap-x-6 gap-y-3 border-y border-line py-4">
      <div>
        <p class="hint">{label}</p>
        <p class="display num select-all text-xl tracking-wide">{code}</p>
      </div>
      <p class="max-w-80 flex-1 basis-60 text-muted">{text}</p>
      {children}
    </div>
  )
}
