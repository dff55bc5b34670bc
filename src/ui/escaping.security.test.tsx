import { expect, test } from 'vitest'
import { CopyRow } from './copy.tsx'
import { DataTable } from './data-table.tsx'
import { Field } from './field.tsx'
import { HistoryTimeline } from './history-timeline.tsx'
import { MailButton } from './mail-parts.tsx'
import { Notice } from './notice.tsx'
import { OfficeLayout } from './office-layout.tsx'
import { renderFragment, renderPage } from './render.ts'
import { sampleLabels, sampleOfficeFrame } from './style-guide/samples.ts'
import { SelectField, TextareaField, TextField } from './text-fields.tsx'

const attack = `"'><script>alert(1)</script></textarea><svg onload=x>`

const places = {
  'value of a field': <TextField name="a" label="A" value={attack} placeholder={attack} />,
  'value of a long text': <TextareaField name="a" label="A" value={attack} />,
  'option of a select': <SelectField name="a" label="A" options={[{ value: attack, label: attack }]} value={attack} />,
  'label, hint and error': <Field name={attack} label={attack} hint={attack} error={attack} />,
  notice: (
    <Notice tone="bad" title={attack}>
      {attack}
    </Notice>
  ),
  'cell of a table': <DataTable caption={attack} columns={[{ head: attack, cell: (row) => row }]} rows={[attack]} />,
  history: <HistoryTimeline entries={[{ what: attack, changes: [{ before: attack, after: attack }], by: attack }]} />,
  'value to copy': <CopyRow label={attack} value={attack} labels={sampleLabels} />,
  'button of a mail': <MailButton href={attack} text={attack} colour="#0b6b4f" note={attack} />,
}

test.each(Object.entries(places))('markup typed by somebody stays text: %s', async (_, element) => {
  const html = await renderFragment(element)
  expect(html).toContain('&lt;script&gt;')
  expect(html).not.toContain('<script')
  expect(html).not.toContain('<svg onload')
})

test('the title and the frame of a page are escaped', async () => {
  const frame = {
    ...sampleOfficeFrame(),
    person: { name: attack, href: attack },
    organizer: { name: attack, switchHref: attack },
  }
  const html = await renderPage(
    <OfficeLayout frame={frame} title={attack} crumbs={[{ text: attack, href: attack }]}>
      {attack}
    </OfficeLayout>,
  )
  expect(html).not.toContain('<script')
  expect(html).toContain('<title>&quot;&#39;&gt;&lt;script&gt;')
})

test('text that looks like the slot of the icons or like an icon is left alone', async () => {
  const html = await renderPage(
    <OfficeLayout frame={sampleOfficeFrame()} title="Customers">
      {'<!--icons--><use href="#i-eraser"'}
    </OfficeLayout>,
  )
  expect(html).toContain('&lt;!--icons--&gt;')
  expect(html).not.toContain('id="i-eraser"')
})
