import type { UiLabels } from './labels.ts'
import type { NoticeMessage } from './notice.tsx'

/** Addresses of the files that a page loads; all of them carry a hash of their content. */
export type Assets = {
  css: string
  /** Address of a script by its file name without ending, "copy" for example. */
  script: (name: string) => string
  /** The organizer's colour, see brand.ts. Required in the shop, where it takes the place of brass. */
  brandCss?: string | undefined
  /** The text face, preloaded. */
  font: string
}

export type Theme = 'foyer' | 'foyer-dark'

/** What every page needs beside its content. */
export type PageFrame = {
  /** BCP 47 */
  lang: string
  /** Second part of the title: the organizer in the shop, "Foyer" in the back office. */
  siteName: string
  assets: Assets
  /** Unset: the system decides. */
  theme?: Theme | undefined
  labels: UiLabels
  /** Shown once on top of the page. */
  flash?: NoticeMessage[] | undefined
}

/** Where a form of the frame posts to, with its CSRF token. */
export type PostTarget = { action: string; csrf: string }

export type LinkItem = { href: string; text: string }
