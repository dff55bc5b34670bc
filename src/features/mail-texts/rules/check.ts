import type { Message } from '../../../core/errors.ts'
import { type Node, readMarkdown } from '../markdown.ts'
import type { LetterKind, MailText } from '../types.ts'
import { attemptsIn, mentions, nearest } from './placeholders.ts'

export const MAX_SUBJECT = 200
export const MAX_BODY = 10_000
/** Ten marks of a list or quotation one after the other: reading thousands of them would take seconds. */
const TOO_DEEP = /^[ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+|>[ \t]*){10}/m

type Problems = Partial<Record<keyof MailText, Message>>

/** What is wrong with a text; empty when nothing is. Empty parts are the default and always right. */
export function problemsOfText(kind: LetterKind, words: readonly string[], { subject, body }: MailText): Problems {
  const inSubject = words.filter((word) => word !== 'url')
  const subjectProblem = subjectLength(subject) ?? unknownIn(subject, inSubject, words)
  const bodyProblem =
    bodyLength(body) ??
    unknownIn(body, words, words) ??
    missingIn(kind, body) ??
    tooDeepIn(body) ??
    badLinkIn(body, words)
  return { ...(subjectProblem && { subject: subjectProblem }), ...(bodyProblem && { body: bodyProblem }) }
}

function subjectLength(subject: string): Message | null {
  if (/[\p{Cc}\u2028\u2029]/u.test(subject)) return { key: 'mailTexts:bad.line' }
  return subject.length > MAX_SUBJECT ? { key: 'mailTexts:bad.length', params: { max: MAX_SUBJECT } } : null
}

function bodyLength(body: string): Message | null {
  return body.length > MAX_BODY ? { key: 'mailTexts:bad.length', params: { max: MAX_BODY } } : null
}

function unknownIn(text: string, allowed: readonly string[], known: readonly string[]): Message | null {
  const wrong = attemptsIn(text).find(({ written, word }) => !allowed.includes(word) || written !== `{${word}}`)
  if (!wrong) return null
  const { written, word } = wrong
  if (written === `{${word}}` && known.includes(word)) return { key: 'mailTexts:bad.notInSubject', params: { written } }
  const meant = nearest(word, allowed)
  const list = allowed.map((one) => `{${one}}`).join(', ')
  return meant === null
    ? { key: 'mailTexts:bad.unknown', params: { written, list } }
    : { key: 'mailTexts:bad.nearest', params: { written, meant: `{${meant}}` } }
}

function missingIn({ carries }: LetterKind, body: string): Message | null {
  if (carries === 'nothing' || body.trim() === '' || mentions(body, carries)) return null
  return { key: carries === 'url' ? 'mailTexts:bad.missingUrl' : 'mailTexts:bad.missingCode' }
}

function tooDeepIn(body: string): Message | null {
  return TOO_DEEP.test(body) ? { key: 'mailTexts:bad.deep' } : null
}

function badLinkIn(body: string, words: readonly string[]): Message | null {
  return readMarkdown(body, words).some(leadsNowhere) ? { key: 'mailTexts:bad.link' } : null
}

function leadsNowhere(node: Node): boolean {
  if (typeof node === 'string' || 'placeholder' in node) return false
  return (node.tag === 'a' && node.href === null) || node.children.some(leadsNowhere)
}
