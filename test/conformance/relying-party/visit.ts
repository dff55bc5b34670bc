import { isLoggedIn } from '../../support/accounts.ts'
import type { Answer } from '../../support/client.ts'
import { parse } from '../../support/html.ts'
import type { TestServer } from '../../support/server.ts'

/** How a login ended. */
export interface Ended {
  readonly isIn: boolean
  readonly status: number
  /** Heading of the page that came instead of the account. */
  readonly title: string
}

/** A person with a browser who goes from the login button to the provider and back. */
export interface Visit {
  /** Clicks the button and goes wherever the answers lead. */
  logIn(): Promise<Ended>
  isLoggedIn(): Promise<boolean>
  /** Logs out; answers where the browser ends up, by way of the provider. */
  logOut(): Promise<Answer>
}

export function createVisit(foyer: TestServer, slug: string): Visit {
  const browser = foyer.client()

  /** Out to the provider, and back as it says: a redirect, or a form that comes without cookies of ours (SameSite=Lax). */
  async function throughProvider(address: string): Promise<Answer> {
    const answer = await fetch(address, { redirect: 'manual' })
    const location = answer.headers.get('location')
    const page = await answer.text()
    if (location !== null) return browser.get(location)
    const form = parse(page).form()
    if (form) {
      const posted = await foyer.client().post(form.action, form.values)
      return posted.location === null ? posted : browser.get(posted.location)
    }
    for (const frame of page.matchAll(/<iframe src="([^"]*)"/g)) await foyer.client().get(unescaped(frame[1] ?? ''))
    const next = /<a href="([^"]*)"/.exec(page)?.[1]
    if (next === undefined) throw new Error(`not sent back: ${answer.status} ${page}`)
    return browser.get(unescaped(next))
  }

  return {
    async logIn() {
      const sent = await browser.get(`/${slug}/account/login/suite/`)
      const last = sent.location?.includes('/test/a/') ? await throughProvider(sent.location) : sent
      const isIn = await isLoggedIn(browser, slug)
      return { isIn, status: last.status, title: parse(last.text).all('h1').join(' ').trim() }
    },
    isLoggedIn: () => isLoggedIn(browser, slug),
    async logOut() {
      const out = await browser.submit(`/${slug}/account/logout`, {})
      const onward = await browser.get(out.location ?? '')
      return onward.location?.includes('/test/a/') ? throughProvider(onward.location) : onward
    },
  }
}

function unescaped(text: string): string {
  return text.replaceAll('&amp;', '&')
}
