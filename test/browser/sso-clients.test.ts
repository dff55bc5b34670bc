import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { axe, look, openPage, shot, sidewaysScroll } from '../support/browser.ts'
import { launchChromium } from '../support/chromium.ts'
import { staffBrowser } from '../support/office.ts'
import { newClient } from '../support/provider.ts'
import { startFoyer, type TestServer } from '../support/server.ts'

let browser: Browser
let foyer: TestServer

beforeAll(async () => {
  browser = await launchChromium()
  foyer = await startFoyer('sqlite')
})

afterAll(async () => {
  await browser?.close()
  await foyer?.stop()
})

it('SSO clients can be managed on any screen, by day and night, with and without scripts', async () => {
  const acme = await foyer.organizer('acme')
  const office = `${foyer.url}/control/organizer/acme`
  const staff = await staffBrowser(foyer)
  for (const javaScript of [true, false]) {
    await using open = await openPage(browser, { javaScript })
    const { page, complaints } = open
    const cookies = [...staff.cookies].map(([name, value]) => ({ name, value, url: foyer.url }))
    await page.context().addCookies(cookies)
    const name = javaScript ? 'with-script' : 'without-script'

    const check = async (step: string) => {
      if (javaScript) expect([step, await axe(page)]).toEqual([step, []])
      for (const [width, scheme] of [
        [1280, 'light'],
        [1280, 'dark'],
        [375, 'light'],
        [320, 'dark'],
      ] as const) {
        await look(page, width, scheme)
        expect([step, width, await sidewaysScroll(page)]).toEqual([step, width, 0])
        if (javaScript) await shot(page, `sso-clients-${step}-${width}-${scheme}`)
      }
      await look(page, 1280, 'light')
    }

    await page.goto(`${office}/ssoclients`)
    await check(`${name}-list`)
    await page.goto(`${office}/ssoclient/add`)
    await page.getByLabel('Redirection URIs').fill('http://forum.example/cb\nforum.example')
    await page.getByRole('button', { name: 'Create client' }).click()
    await check(`${name}-problems`)
    expect(await page.getByLabel('Redirection URIs').inputValue()).toBe('http://forum.example/cb\nforum.example')
    await page.getByLabel('Application name').fill(`Festival forum ${name}`)
    await page.getByLabel('Redirection URIs').fill('https://forum.example/auth/oidc/callback')
    await page.getByRole('button', { name: 'Create client' }).click()
    await page.waitForURL('**/edit')
    await check(`${name}-created`)
    expect(await page.getByText('Client secret, shown only now').count()).toBeGreaterThan(0)
    expect(await page.getByRole('button', { name: /^Copy/ }).count()).toBe(javaScript ? 8 : 0)
    await page.getByRole('link', { name: 'Delete client' }).click()
    await check(`${name}-delete`)
    expect(complaints).toEqual([])
  }
  for (const app of ['App', 'Members’ area', 'Video platform with a rather long name']) {
    await newClient(foyer, acme, {
      name: app,
      isActive: app !== 'App',
      redirectUris: [`https://${'a'.repeat(60)}.example/cb`, 'https://b.example/'],
    })
  }
  await using open = await openPage(browser)
  await open.page.context().addCookies([...staff.cookies].map(([name, value]) => ({ name, value, url: foyer.url })))
  await open.page.goto(`${office}/ssoclients`)
  expect(await axe(open.page)).toEqual([])
  for (const width of [1280, 375] as const) {
    await look(open.page, width, 'light')
    expect(await sidewaysScroll(open.page)).toBe(0)
    await shot(open.page, `sso-clients-filled-${width}`)
  }
})
