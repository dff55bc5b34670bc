import type { Child } from 'hono/jsx'
import { formatInstant } from '../../platform/i18n/format.ts'
import type { Locale, Translate } from '../../platform/i18n/i18n.ts'
import type { HistoryChange, HistoryEntry } from '../../ui/history-timeline.tsx'
import { sentenceOf, toneOf } from './sentences.ts'
import type { AuditEntry } from './types.ts'
import { fieldName, mailText, valueText } from './values.ts'

export interface DescribeFormats {
  readonly locale: Locale
  /** IANA name */
  readonly timeZone: string
  /** Where the object of an entry is shown, if anywhere. */
  readonly hrefOf?: (entry: AuditEntry) => string | undefined
}

/** Stands for the object while its sentence is translated. */
const PLACE = '\u0001'

/** One entry of the history for `HistoryTimeline`: a sentence, what was before and after, who and when. */
export function describeEntry(t: Translate, entry: AuditEntry, formats: DescribeFormats): HistoryEntry {
  const when = formatInstant(entry.at, formats.locale, formats.timeZone)
  return {
    what: sentence(t, entry, formats.hrefOf?.(entry)),
    changes: changesOf(told(t, formats), entry),
    by: t('audit:by', { actor: actorText(t, entry), when }),
    tone: toneOf(entry),
  }
}

function sentence(t: Translate, entry: AuditEntry, href: string | undefined): Child {
  const [before = '', after = ''] = t(`audit:action.${sentenceOf(entry)}`, { object: PLACE }).split(PLACE)
  const name = objectText(t, entry)
  return (
    <>
      {before}
      {href === undefined ? (
        <b>{name}</b>
      ) : (
        <a class="link-ink" href={href}>
          {name}
        </a>
      )}
      {after}
    </>
  )
}

function objectText(t: Translate, { objectType, objectName }: AuditEntry): string {
  if (objectName === '') return t('audit:removed')
  return objectType === 'mail' ? mailText(t, objectName) : objectName
}

function actorText(t: Translate, { actorType, actorName }: AuditEntry): string {
  if (actorType === 'staff') return actorName === '' ? t('audit:removed') : t('audit:actor.staff', { name: actorName })
  if (actorType === 'app' && actorName !== '') return t('audit:actor.appByToken', { name: actorName })
  if (actorType === 'token') return t('audit:actor.token', { name: actorName })
  return t(`audit:actor.${actorType}`)
}

interface Told {
  readonly t: Translate
  name(field: string): string
  value(field: string, value: unknown): string
}

function told(t: Translate, { locale, timeZone }: DescribeFormats): Told {
  return {
    t,
    name: (field) => fieldName(t, field),
    value: (field, value) => valueText({ t, locale, timeZone }, field, value),
  }
}

function changesOf(tell: Told, { before, after, detail }: AuditEntry): HistoryChange[] {
  const known = Object.entries(detail).filter(([, value]) => value !== '')
  const more = known.map(([field, value]) => ({ label: tell.name(field), after: tell.value(field, value) }))
  return [...(isChange(before, after) ? changed(tell, before, after) : listed(tell, { ...before, ...after })), ...more]
}

/** In contrast to something that came to be or went. */
function isChange(before: AuditEntry['before'], after: AuditEntry['after']): boolean {
  return Object.keys(before).length > 0 && Object.keys(after).length > 0
}

function changed(tell: Told, before: AuditEntry['before'], after: AuditEntry['after']): HistoryChange[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return fields.map((field) => ({
    label: tell.name(field),
    before: tell.value(field, before[field]),
    after: tell.value(field, after[field]) || tell.t('audit:value.empty'),
  }))
}

/** All values in one line; what is empty is left out. */
function listed(tell: Told, values: AuditEntry['after']): HistoryChange[] {
  const texts = Object.entries(values).map(([field, value]) => [tell.name(field), tell.value(field, value)] as const)
  const filled = texts.filter(([, text]) => text !== '').map(([label, text]) => tell.t('audit:pair', { label, text }))
  return filled.length === 0 ? [] : [{ label: filled.join(' · ') }]
}
