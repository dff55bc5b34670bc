import { describe, expect, it } from 'vitest'
import { createTexts } from '../../texts.ts'
import type { Organizer } from '../organizers/index.ts'
import { drawLetter } from './letter.tsx'
import type { LetterKind } from './types.ts'

const t = createTexts().translator('en')
const kind: LetterKind = {
  key: 'customer_reset',
  topic: 'customer.reset',
  text: (part) => `signIn:mail.reset.${part}`,
  placeholders: [],
  carries: 'url',
}
const organizer = {
  id: 'o1',
  slug: 'acme',
  name: 'Acme',
  locale: 'en',
  timeZone: 'UTC',
  brandColor: '#0b6b4f',
  tagline: '',
  logoHash: null,
  domains: [],
  settings: { name_scheme: 'given_family' },
} as unknown as Organizer

const HREF = 'https://t.example/acme/x'

async function mailTo(name: string, body: string, subject = '') {
  const to = { email: 'a@b.example', name, nameParts: { given_name: name }, identifier: 'ABC', locale: 'en' } as const
  const site = { origin: 'https://t.example', base: '/acme' }
  return (await drawLetter({ kind, organizer, site, to, href: HREF }, t, { subject, body })).mail
}

/** Where the links of a mail lead. */
const targets = (html: string) => [...new Set([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href))].sort()
const OWN = [HREF, 'https://t.example/acme/']

const NAMES = [
  '[x](javascript:alert(1))',
  '[Click](https://evil.example)',
  '<https://evil.example>',
  '<img src=x onerror=alert(1)>',
  '![x](https://evil.example/p.png)',
  '**bold** _em_ `code`',
  '# heading',
  '"><script>alert(1)</script>',
  '{url}',
  '{organizer}',
  'FoyerFillsIn0Here',
  '&lt;b&gt;',
]

describe('a name in a mail', () => {
  it.each(NAMES)('stays text: %s', async (name) => {
    for (const body of [
      'Hello {name}\n\n{url}',
      '# {name}\n\n- {name_given_name}\n\n[{name}]({url})',
      '*{name}* [a {name}]({url}) b',
    ]) {
      const { html, text } = await mailTo(name, body)
      expect(targets(html)).toEqual([...OWN].sort())
      expect(html).not.toMatch(/<(script|img|iframe|object|form|style(?!>))/)
      expect(html).not.toContain('<strong>')
      expect(html).not.toContain('<code')
      expect(html).toContain(escaped(name))
      expect(text).toContain(name)
    }
  })

  it.each(['a\r\nBcc: x@evil.example', 'a\u2028b', 'a\u0000b'])('cannot put lines into the subject', async (name) => {
    expect((await mailTo(name, '', 'For {name}')).subject).toMatch(/^For a (Bcc: x@evil\.example|b)$/)
  })
})

describe('a text of staff', () => {
  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<style>*{}</style>',
    '<a href="https://evil.example" onclick="x">a</a>',
    '![track](https://evil.example/p.png)',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](data:text/html,<script>)',
    '[x](&#106;avascript:alert(1))',
    '[x](//evil.example)',
    '[x][y]\n\n[y]: vbscript:x',
    '<javascript:alert(1)>',
  ])('brings no HTML, no picture and no dangerous link: %s', async (body) => {
    const { html } = await mailTo('Ann', `${body}\n\n{url}`)
    expect(targets(html)).toEqual([...OWN].sort())
    expect(html).not.toMatch(/<(script|img|iframe)/)
    expect(html).not.toMatch(/<[^>]* on[a-z]+=/)
  })

  it('cannot break out of a link', async () => {
    const { html } = await mailTo('Ann', '[x](https://a.example/"onmouseover="alert(1))\n\n{url}')
    expect(html).not.toMatch(/<[^>]*" ?onmouseover=/)
  })
})

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
