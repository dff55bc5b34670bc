import { expect, test } from 'vitest'
import { type KeySpan, KeyTimeline } from './key-timeline.tsx'
import { renderFragment } from './render.ts'

const current: KeySpan = {
  tone: 'current',
  text: '7c21 signs',
  publishedFrom: 0,
  signsFrom: 10,
  signsUntil: 60,
  publishedUntil: 80,
}

async function drawn(keys: KeySpan[]): Promise<string> {
  return String(
    await renderFragment(
      <KeyTimeline
        label="Keys"
        from={0}
        to={100}
        marks={[{ at: 50, text: 'Nov' }]}
        now={{ at: 40, text: 'today' }}
        keys={keys}
      />,
    ),
  )
}

test('a key is thin while it is only published and thick while it signs', async () => {
  const html = await drawn([current])
  expect(html).toContain('<rect class="s3" x="0" y="40" width="72" height="4"')
  expect(html).toContain('<rect class="s2" x="72" y="32" width="360" height="20" rx="4"')
  expect(html).toContain('<rect class="s3" x="432" y="40" width="144" height="4"')
  expect(html).toContain('<text x="360" y="12">Nov</text>')
})

test('a key without a known end goes on to the edge, and one that began earlier starts there', async () => {
  const html = await drawn([{ ...current, publishedFrom: -50, signsFrom: -40, signsUntil: null, publishedUntil: null }])
  expect(html).toContain('<rect class="s2" x="0" y="32" width="720" height="20" rx="4"')
  expect(html.match(/<rect/g)).toHaveLength(1)
})

test('its name stands on the bar, beside it, or before it where there is no room', async () => {
  expect(await drawn([current])).toContain('<text class="on-s2" x="80"')
  expect(await drawn([{ ...current, signsFrom: 30 }])).toContain('<text class="on-s2" x="296"')
  expect(await drawn([{ ...current, signsFrom: 40 }])).toContain('<text class="on-s2" x="296"')
  expect(await drawn([{ ...current, tone: 'previous' }])).toContain('<text class="strong" x="584"')
  const next: KeySpan = { ...current, tone: 'next', publishedFrom: 60, signsFrom: 70, signsUntil: null }
  expect(await drawn([{ ...next, publishedUntil: null }])).toMatch(
    /<text class="strong" x="424" y="46" text-anchor="end"/,
  )
})
