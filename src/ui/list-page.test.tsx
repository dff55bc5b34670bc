import { expect, it } from 'vitest'
import { LineTabs } from './list-page.tsx'
import { renderFragment } from './render.ts'

it('keeps the name of a tab and its count apart for those who listen', async () => {
  const html = await renderFragment(
    LineTabs({
      label: 'Views',
      tabs: [
        { href: '/all', text: 'All', count: '31' },
        { href: '/mine', text: 'Mine' },
      ],
    }),
  )
  expect(html.match(/<a[^>]*>.*?<\/a>/g)?.map((link) => link.replace(/<[^>]*>/g, ''))).toEqual(['All, 31', 'Mine'])
})
