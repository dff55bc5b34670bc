import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { startJourney, WAYS } from '../support/journeys.ts'
import { startFoyer } from '../support/server.ts'
import { configuredBackends } from '../support/staff.ts'
import { redirectBackend } from '../support/staff-doors.ts'

const [TOUCH] = WAYS

/** A login service on another site: a page with a link back, as Jo. */
async function startLoginService() {
  let callback = ''
  const server = createServer((request, response) => {
    const state = new URL(request.url ?? '/', 'http://idp.example').searchParams.get('state') ?? ''
    const back = `${callback}?${new URLSearchParams({ state, person: 'jo' })}`.replaceAll('&', '&amp;')
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(`<!doctype html><link rel="icon" href="data:,"><h1>Company</h1><a href="${back}">Go on as Jo</a>`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    leadTo(address: string) {
      callback = address
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

test('two tabs of one browser log in through a login service, and each comes back to its own page', async () => {
  await using service = await startLoginService()
  using folder = configuredBackends({
    native: null,
    company: redirectBackend().replaceAll('https://idp.example', service.url),
  })
  await using foyer = await startFoyer('sqlite', { env: folder.env })
  service.leadTo(`${foyer.url}/control/auth/company/callback`)
  await using browser = await launchChromium()
  await using journey = await startJourney(browser, TOUCH)
  const first = journey.page
  const second = await first.context().newPage()

  async function setOut(tab: Page, path: string): Promise<void> {
    await tab.goto(foyer.url + path)
    await tab.getByRole('link', { name: 'Company login', exact: true }).click()
    await tab.getByRole('heading', { name: 'Company', exact: true }).waitFor()
  }

  async function comeBack(tab: Page, path: string): Promise<void> {
    await tab.getByRole('link', { name: 'Go on as Jo' }).click()
    await tab.waitForURL(foyer.url + path)
    await tab.getByRole('main').waitFor()
  }

  await setOut(first, '/control/settings/sessions/')
  await setOut(second, '/control/settings/history/?logins=1')
  await comeBack(second, '/control/settings/history/?logins=1')
  await comeBack(first, '/control/settings/sessions/')
  expect(await first.getByText('jo@company.example').count()).toBeGreaterThan(0)
  expect(journey.complaints).toEqual([])
})
