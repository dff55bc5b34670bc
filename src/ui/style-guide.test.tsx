import { beforeAll, expect, test } from 'vitest'
import { AuthLayout } from './auth-layout.tsx'
import { ErrorPage } from './error-page.tsx'
import { renderPage } from './render.ts'
import { ShopLayout } from './shop-layout.tsx'
import { sampleOfficeFrame, samplePageFrame, sampleShopFrame } from './style-guide/samples.ts'
import { StyleGuide } from './style-guide.tsx'

let html = ''

beforeAll(async () => {
  html = await renderPage(<StyleGuide frame={sampleOfficeFrame()} />)
})

function all(pattern: RegExp): string[] {
  return [...html.matchAll(pattern)].map(([, value]) => value ?? '')
}

test('it is a whole document in the language of the frame', () => {
  expect(html).toMatch(/^<!doctype html><html lang="en"><head><meta charset="utf-8"\/>/)
  expect(html).toContain('<title>Style guide · Foyer</title>')
})

test('ids stand once and everything that refers to one finds it', () => {
  const ids = all(/ id="([^"]+)"/g)
  expect(new Set(ids).size).toBe(ids.length)
  const references = all(/ (?:for|aria-labelledby|aria-describedby)="([^"]+)"/g).flatMap((value) => value.split(' '))
  expect(references.filter((id) => !ids.includes(id))).toEqual([])
})

test('a strict content security policy has nothing to refuse', () => {
  expect(html).not.toMatch(/ style="/)
  expect(html).not.toMatch(/ on[a-z]+="/)
  expect(html).not.toContain('<style')
  expect(all(/<script([^>]*)>/g)).toEqual([' type="module" src="copy.js"'])
})

test('buttons that need a script are hidden until it runs', () => {
  const buttons = all(/(<button[^>]*data-copy=[^>]*>)/g)
  expect(buttons.length).toBeGreaterThan(2)
  expect(buttons.filter((button) => !button.includes(' hidden=""'))).toEqual([])
})

test('a chosen theme is named on the document, otherwise the system decides', async () => {
  const chosen = await renderPage(<StyleGuide frame={{ ...sampleOfficeFrame(), theme: 'foyer-dark' }} />)
  expect(chosen).toContain('<html lang="en" data-theme="foyer-dark">')
  expect(html).not.toContain('data-theme')
})

test('pages of the shop load the organizer’s colour, have no script and do not name Foyer', async () => {
  const frame = sampleShopFrame({ brandCss: '/brand/waldklang.css' })
  const pages = await Promise.all([
    renderPage(<ShopLayout frame={frame} title="Events" />),
    renderPage(<AuthLayout frame={frame} title="Log in" />),
    renderPage(<ErrorPage frame={frame} status="Error 404" title="No such page" />),
  ])
  for (const page of pages) {
    expect(page).toContain('<link rel="stylesheet" href="/brand/waldklang.css"/>')
    expect(page).toContain('<body class="shop">')
    expect(page).not.toContain('<script')
    expect(page).not.toMatch(/>[^<]*Foyer/)
  }
})

test('an error outside of a shop stands under the mark of Foyer', async () => {
  const reference = { label: 'Reference', code: '7KQ-4MZ-X2', text: 'Give this code.' }
  const page = await renderPage(
    <ErrorPage frame={samplePageFrame()} status="Error 500" title="It broke" reference={reference} />,
  )
  expect(page).toContain('Foyer</a>')
  expect(page).toContain('7KQ-4MZ-X2')
})
