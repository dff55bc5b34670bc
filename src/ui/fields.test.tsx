import { expect, test } from 'vitest'
import { CheckboxField, RadioField, SwitchField } from './choice-fields.tsx'
import { fieldId } from './field.tsx'
import { Form } from './form.tsx'
import { ErrorSummary } from './notice.tsx'
import { renderFragment } from './render.ts'
import { PasswordField, SelectField, TextareaField, TextField } from './text-fields.tsx'

/** The attributes of the first element with this name. */
function attributes(html: string, tag: string): Record<string, string> {
  const text = html.match(new RegExp(`<${tag}((?:\\s[^>]*)?)>`))?.[1] ?? ''
  return Object.fromEntries([...text.matchAll(/([a-z-]+)="([^"]*)"/g)].map(([, key, value]) => [key, value]))
}

test('a label names its control', async () => {
  const html = await renderFragment(<TextField name="given_name" label="Given name" value="Anna" />)
  expect(attributes(html, 'label').for).toBe('f-given_name')
  expect(attributes(html, 'input')).toMatchObject({
    id: 'f-given_name',
    name: 'given_name',
    value: 'Anna',
    type: 'text',
  })
})

test('error and hint are read with the control, the error first', async () => {
  const html = await renderFragment(<TextField name="email" label="Email" error="Not complete." hint="For tickets." />)
  expect(attributes(html, 'input')).toMatchObject({
    'aria-invalid': 'true',
    'aria-describedby': 'f-email-error f-email-hint',
  })
  expect(html).toMatch(/<p class="field-error" id="f-email-error">.*Not complete\./)
  expect(html).toMatch(/<p class="hint" id="f-email-hint">For tickets\./)
})

test('a field without error is not marked', async () => {
  const input = attributes(await renderFragment(<TextField name="email" label="Email" />), 'input')
  expect(input).not.toHaveProperty('aria-invalid')
  expect(input).not.toHaveProperty('aria-describedby')
})

test('each link of the error summary leads to its field', async () => {
  const summary = await renderFragment(
    <ErrorSummary
      title="Two fields"
      errors={[{ field: 'name_parts[given_name]', message: 'Fill in' }, { message: 'Expired' }]}
    />,
  )
  const field = await renderFragment(<TextField name="name_parts[given_name]" label="Given name" />)
  expect(attributes(summary, 'a').href).toBe(`#${attributes(field, 'input').id}`)
  expect(attributes(summary, 'div')).toMatchObject({ role: 'alert', tabindex: '-1', autofocus: '' })
  expect(summary.match(/<a /g)).toHaveLength(1)
})

test('the id of a field is safe in an address', () => {
  expect(fieldId('name_parts[given_name]')).toBe('f-name_parts-given_name')
})

test('a password field has no value', async () => {
  const html = await renderFragment(<PasswordField name="password" label="Password" autocomplete="current-password" />)
  expect(attributes(html, 'input')).toMatchObject({ type: 'password', autocomplete: 'current-password' })
  expect(attributes(html, 'input')).not.toHaveProperty('value')
})

test('a long text keeps its first line break', async () => {
  const html = await renderFragment(<TextareaField name="notes" label="Note" value={'\nsecond line'} />)
  expect(html).toContain('>\n\nsecond line</textarea>')
})

test('a select shows the value that was picked', async () => {
  const options = [
    { value: 'de', label: 'Deutsch' },
    { label: 'More', options: [{ value: 'en', label: 'English' }] },
  ]
  const html = await renderFragment(<SelectField name="locale" label="Language" options={options} value="en" />)
  expect(html).toContain('<optgroup label="More"><option value="en" selected="">English</option></optgroup>')
  expect(html.match(/selected/g)).toHaveLength(1)
})

test('a switch says that it is one', async () => {
  expect(attributes(await renderFragment(<SwitchField name="on" label="On" checked />), 'input')).toMatchObject({
    type: 'checkbox',
    role: 'switch',
    checked: '',
  })
  expect(attributes(await renderFragment(<CheckboxField name="on" label="On" />), 'input')).not.toHaveProperty('role')
})

test('the first radio has the id of the field and every radio one of its own', async () => {
  const options = ['once', 'always', 'never'].map((value) => ({ value, label: value }))
  const html = await renderFragment(
    <RadioField name="consent" label="Consent" options={options} value="always" error="Pick one." />,
  )
  const ids = [...html.matchAll(/<input[^>]* id="([^"]+)"/g)].map(([, id]) => id)
  expect(ids).toEqual(['f-consent', 'f-consent-2', 'f-consent-3'])
  expect(html).toMatch(/id="f-consent-2"[^>]*value="always" checked=""/)
  expect(attributes(html, 'fieldset')['aria-describedby']).toBe('f-consent-error')
})

test('a form is a POST with its token', async () => {
  const html = await renderFragment(<Form action="/save" csrf="t0ken" />)
  expect(attributes(html, 'form')).toMatchObject({ method: 'post', action: '/save' })
  expect(html).toContain('<input type="hidden" name="_csrf" value="t0ken"/>')
})
