import { describe, expect, it } from 'vitest'
import type { LetterKind } from '../types.ts'
import { problemsOfText } from './check.ts'
import { nearest, placeholdersOf } from './placeholders.ts'

const kind: LetterKind = {
  key: 'customer_reset',
  topic: 'customer.reset',
  text: (part) => `signIn:mail.reset.${part}`,
  placeholders: ['when'],
  carries: 'url',
}
const words = placeholdersOf(kind, 'salutation_title_given_family')
const body = (text: string, of = kind) => problemsOfText(of, words, { subject: '', body: text }).body
const subject = (text: string) => problemsOfText(kind, words, { subject: text, body: '' }).subject

describe('placeholders', () => {
  it('are the person, the parts of the name but the full one, the organizer and what the kind knows', () => {
    expect(words).toEqual([
      'name',
      'name_for_salutation',
      'name_salutation',
      'name_title',
      'name_given_name',
      'name_family_name',
      'organizer',
      'when',
      'url',
    ])
    expect(placeholdersOf({ ...kind, carries: 'nothing', placeholders: [] }, 'full')).toEqual([
      'name',
      'name_for_salutation',
      'organizer',
    ])
  })

  it.each([
    ['nmae', 'name'],
    ['Name', 'name'],
    ['link', null],
    ['organiser', 'organizer'],
    ['name_family', 'name_family_name'],
    ['given-name', 'name_given_name'],
    ['xyzzy_plugh', null],
  ])('that are unknown name the nearest: %s', (typed, meant) => {
    expect(nearest(typed, words)).toBe(meant)
  })
})

describe('a text of a mail', () => {
  it('may be empty, which is the default', () => {
    expect(problemsOfText(kind, words, { subject: '', body: ' \n' })).toEqual({})
  })

  it('may mention all that the kind knows', () => {
    expect(body(`${words.map((word) => `{${word}}`).join(' ')} {not a placeholder} {} }{`)).toBeUndefined()
  })

  it.each([
    ['{nmae} {url}', 'mailTexts:bad.nearest', { written: '{nmae}', meant: '{name}' }],
    ['{{name}} {url}', 'mailTexts:bad.nearest', { written: '{{name}}', meant: '{name}' }],
    ['{ name } {url}', 'mailTexts:bad.nearest', { written: '{ name }', meant: '{name}' }],
    ['Straße {größe} {url}', 'mailTexts:bad.unknown', expect.objectContaining({ written: '{größe}' })],
    ['Hello', 'mailTexts:bad.missingUrl', undefined],
    [`{url} \n${'- '.repeat(4000)}x`, 'mailTexts:bad.deep', undefined],
    [`{url} \n${'>'.repeat(4000)}x`, 'mailTexts:bad.deep', undefined],
    ['x'.repeat(10_001), 'mailTexts:bad.length', { max: 10_000 }],
    ['[x](javascript:alert(1)) {url}', 'mailTexts:bad.link', undefined],
    ['[x](//evil.example) {url}', 'mailTexts:bad.link', undefined],
    ['[x]({name}) {url}', 'mailTexts:bad.link', undefined],
    ['[x](https://a.example/?n={name}) {url}', 'mailTexts:bad.link', undefined],
    ['[x](https://a.example/?u={url})', 'mailTexts:bad.link', undefined],
  ])('is refused with what is wrong: %s', (text, key, params) => {
    const problem = body(text)
    expect(problem?.key).toBe(key)
    if (params) expect(problem?.params).toEqual(params)
  })

  it('has to mention the code where the mail is about one', () => {
    const code = { ...kind, carries: 'code' } as const
    expect(body('Hello', code)?.key).toBe('mailTexts:bad.missingCode')
    expect(problemsOfText(code, placeholdersOf(code, 'full'), { subject: '', body: '{code}' })).toEqual({})
  })

  it('allows links to the web and to mail addresses', () => {
    expect(body('[a](https://a.example) <mailto:a@b.example> [b]({url})')).toBeUndefined()
  })

  it('has a subject of one line of 200 characters without the link', () => {
    expect(subject('Hello {name_family_name}')).toBeUndefined()
    expect(subject('x'.repeat(201))?.key).toBe('mailTexts:bad.length')
    expect(subject('a\r\nBcc: x@y.example')?.key).toBe('mailTexts:bad.line')
    expect(subject('Go to {url}')).toEqual({ key: 'mailTexts:bad.notInSubject', params: { written: '{url}' } })
  })
})
