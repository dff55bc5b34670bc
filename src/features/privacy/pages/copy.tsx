import type { Child } from 'hono/jsx'
import type { Locale, Translate } from '../../../platform/i18n/i18n.ts'
import type { CopyPart } from '../types.ts'

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1c1c1c;background:#fff}' +
  'h2{margin:2.5rem 0 .5rem;border-bottom:1px solid #ccc}dl{display:grid;grid-template-columns:minmax(9rem,14rem) 1fr;gap:.25rem 1rem;margin:0}' +
  'dt{color:#555}dd{margin:0;overflow-wrap:anywhere;white-space:pre-line}ol{padding-left:1.5rem}li{margin:.75rem 0}' +
  '@media (max-width:30rem){dl{grid-template-columns:1fr}dd{margin-bottom:.5rem}}'

interface CopyDocumentProps {
  readonly t: Translate
  readonly locale: Locale
  readonly organizer: string
  readonly name: string
  readonly when: string
  readonly parts: readonly CopyPart[]
}

/** The copy of all data as one page that needs nothing else. */
export function CopyDocument({ t, locale, organizer, name, when, parts }: CopyDocumentProps) {
  const title = t('privacy:copy.title', { name, organizer })
  return (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <style>{STYLE}</style>
      </head>
      <body>
        <h1>{title}</h1>
        <p>{t('privacy:copy.made', { when })}</p>
        {parts.map((part) => (
          <section>
            <h2>{t(part.title)}</h2>
            <Value value={part.data} t={t} />
          </section>
        ))}
      </body>
    </html>
  )
}

function Value({ value, t }: { value: unknown; t: Translate }): Child {
  if (isEmpty(value)) return t('privacy:copy.none')
  if (typeof value === 'boolean') return t(value ? 'privacy:copy.yes' : 'privacy:copy.no')
  if (Array.isArray(value)) {
    return (
      <ol>
        {value.map((one) => (
          <li>
            <Value value={one} t={t} />
          </li>
        ))}
      </ol>
    )
  }
  if (value === null || typeof value !== 'object') return <span>{String(value)}</span>
  return (
    <dl>
      {Object.entries(value)
        .filter(([, one]) => !isEmpty(one))
        .map(([key, one]) => (
          <>
            <dt>{key.replaceAll('_', ' ')}</dt>
            <dd>
              <Value value={one} t={t} />
            </dd>
          </>
        ))}
    </dl>
  )
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true
  return typeof value === 'object' && Object.values(value).every(isEmpty)
}
