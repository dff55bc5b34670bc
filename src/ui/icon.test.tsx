import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { Icon, usedIcons } from './icon.tsx'
import { type IconName, icons } from './icons.ts'
import { OfficeLayout } from './office-layout.tsx'
import { renderFragment, renderPage } from './render.ts'
import { sampleOfficeFrame } from './style-guide/samples.ts'

test('a page holds the symbols of the icons it uses, each once, and no other', async () => {
  const frame = { ...sampleOfficeFrame(), nav: [], organizer: undefined }
  const html = await renderPage(
    <OfficeLayout frame={frame} title="Customers">
      <Icon name="ticket" />
      <Icon name="ticket" />
    </OfficeLayout>,
  )
  const symbols = [...html.matchAll(/<symbol id="i-([a-z0-9-]+)"/g)].map(([, name]) => name)
  expect(symbols).toEqual(['log-out', 'menu', 'ticket', 'x'])
})

test('icons of asynchronous components are found', async () => {
  const Late = async () => <Icon name="mail" />
  const html = await renderPage(
    <OfficeLayout frame={sampleOfficeFrame()} title="Mail">
      <Late />
    </OfficeLayout>,
  )
  expect(html).toContain('<symbol id="i-mail"')
})

test('unknown names are left out of the sheet', () => {
  expect(
    usedIcons('<use href="#i-ticket"></use><use href="#i-constructor"></use><use href="#i-nothing"></use>'),
  ).toEqual(['ticket'])
})

test('an icon beside words is hidden, one that stands alone has a name', async () => {
  expect(await renderFragment(<Icon name="x" />)).toContain('aria-hidden="true"')
  const alone = await renderFragment(<Icon name="x" label="Remove this filter" />)
  expect(alone).toContain('role="img" aria-label="Remove this filter"')
  expect(alone).not.toContain('aria-hidden')
})

test.each(Object.keys(icons) as IconName[])('%s is the icon of the package', (name) => {
  const file = createRequire(import.meta.url).resolve(`lucide-static/icons/${name}.svg`)
  const plain = (svg: string) => svg.replaceAll(/[\s/]/g, '')
  expect(plain(readFileSync(file, 'utf8'))).toContain(plain(icons[name]))
})
