import type { Browser, Page } from 'playwright-core'
import { openPage } from './browser.ts'
import { type Hands, keyboard, pointer } from './hands.ts'

const PHONE = 375

/** Ways in which the same journey has to work, on a phone: the `slug` names an organizer for each. */
export const WAYS = [
  { way: 'by touch', slug: 'touch', javaScript: true, hand: pointer },
  { way: 'by touch, without JavaScript', slug: 'plain', javaScript: false, hand: pointer },
  { way: 'by keyboard alone', slug: 'keys', javaScript: true, hand: keyboard },
] as const

export type Way = (typeof WAYS)[number]

/** A page in a profile of its own, and how to use it. */
export interface Journey extends Hands, AsyncDisposable {
  readonly page: Page
  readonly complaints: string[]
  /** Waits for the page with this main heading. */
  arrive(heading: string): Promise<void>
  /** Waits for a text. */
  read(text: string): Promise<void>
}

export async function startJourney(browser: Browser, { javaScript, hand }: Way): Promise<Journey> {
  const open = await openPage(browser, { javaScript, width: PHONE })
  const { page } = open
  return {
    ...open,
    ...hand(page),
    arrive: (heading) => page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor(),
    read: (text) => page.getByText(text).first().waitFor(),
  }
}
