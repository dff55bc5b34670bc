import type { Child, PropsWithChildren } from 'hono/jsx'
import { Document } from './document.tsx'
import { Logo, OpenDoor } from './logo.tsx'
import { Flash } from './notice.tsx'
import type { PageFrame } from './page-frame.ts'

export type StaffAuthLayoutProps = PropsWithChildren<{
  frame: PageFrame
  /** Where the mark leads. */
  home: string
  title: string
  /** The host, one muted line below the title. */
  text?: Child | undefined
  scripts?: string[] | undefined
}>

/** Login of the staff: the dark frame with the open door. */
export function StaffAuthLayout({ frame, home, title, text, scripts, children }: StaffAuthLayoutProps) {
  return (
    <Document frame={frame} title={title} look="plain" scripts={scripts}>
      <div class="grid min-h-screen grid-cols-[minmax(0,1fr)] max-lg:grid-rows-[auto_1fr] lg:grid-cols-[minmax(22rem,5fr)_8fr]">
        <header class="relative flex flex-col overflow-hidden bg-(--rail) px-4 py-3.5 text-(--rail-text) lg:p-10">
          <Logo href={home} large />
          <OpenDoor />
        </header>
        <main id="content" class="w-full max-w-md justify-self-center px-4 py-8 lg:self-center lg:py-16">
          <Flash messages={frame.flash} />
          <h1>{title}</h1>
          {text !== undefined && <p class="mt-1 text-muted">{text}</p>}
          <div class="mt-6">{children}</div>
        </main>
      </div>
    </Document>
  )
}
