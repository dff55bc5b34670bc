import { expect, test } from 'vitest'
import { MailFrame } from './mail-frame.tsx'
import { MailButton } from './mail-parts.tsx'
import { renderPage } from './render.ts'

async function mail(colour: string, logo?: { src: string; width: number; height: number }) {
  return renderPage(
    <MailFrame
      lang="de"
      subject="Bestätigen Sie Ihr Konto"
      preheader="Ein Klick."
      organizer={{ name: 'Waldklang', colour, logo }}
      title="Noch ein Klick"
      footer={{ text: 'Waldklang e. V.', links: [{ href: 'https://a.example/imprint', text: 'Impressum' }] }}
    >
      <MailButton
        href="https://a.example/activate?id=1&token=2"
        text="Konto bestätigen"
        colour={colour}
        note="Gilt bis Sonntag."
      />
    </MailFrame>,
  )
}

test('the button leads to the address that also stands as text', async () => {
  const html = await mail('#0b6b4f')
  expect(html.match(/href="https:\/\/a\.example\/activate\?id=1&amp;token=2"/g)).toHaveLength(2)
  expect(html).toContain('>https://a.example/activate?id=1&amp;token=2</a>')
})

test('the label of the button can be read on a bright colour', async () => {
  expect(await mail('#ffe600')).toMatch(/background:#ffe600;[^>]*>.*color:#1c1612/s)
})

test('without a logo the name stands in the head, with one it is its text', async () => {
  expect(await mail('#0b6b4f')).toMatch(/<td class="m-pad"[^>]*>Waldklang<\/td>/)
  expect(await mail('#0b6b4f', { src: 'cid:logo', width: 150, height: 28 })).toMatch(
    /<img src="cid:logo" width="150" height="28" alt="Waldklang"/,
  )
})

test('nothing is loaded from outside', async () => {
  const html = await mail('#0b6b4f')
  expect(html).not.toMatch(/<(img|link|script|iframe)/)
  expect(html).not.toContain('url(')
})
