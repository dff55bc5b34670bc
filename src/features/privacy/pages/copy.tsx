import type { Locale, Translate } from '../../../platform/i18n/i18n.ts'
import type { CopyPart } from '../types.ts'
import { CopiedHistory } from './copy-history.tsx'
import { CopiedValue } from './copy-value.tsx'

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1c1c1c;background:#fff}' +
  'h1{line-height:1.2}h2{margin:2.5rem 0 .5rem;padding-bottom:.25rem;border-bottom:1px solid #ccc}' +
  'dl{display:grid;grid-template-columns:minmax(9rem,14rem) 1fr;gap:.25rem 1rem;margin:0}' +
  'dt,.by{color:#555}dd{margin:0;overflow-wrap:anywhere;white-space:pre-line}' +
  'ol{padding:0;margin:0;list-style:none}li{padding:.75rem 0}li+li{border-top:1px solid #e4e4e4}li li{padding:.5rem 0}' +
  '.by,.change{display:block;overflow-wrap:anywhere}.by{font-size:.875rem}' +
  '@media (max-width:30rem){dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}}' +
  '@media print{body{margin:0;max-width:none;padding:0;font-size:11pt}h2{break-after:avoid}li li,.event{break-inside:avoid}}'

interface CopyDocumentProps {
  readonly t: Translate
  readonly locale: Locale
  /** IANA name */
  readonly timeZone: string
  readonly organizer: string
  readonly name: string
  readonly when: string
  readonly parts: readonly CopyPart[]
}

/** The copy of all data as one page that needs nothing else. */
export function CopyDocument({ t, locale, timeZone, organizer, name, when, parts }: CopyDocumentProps) {
  const title = t('privacy:copy.title', { name, organizer })
  const formats = { t, locale, timeZone }
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
            {part.events ? (
              <CopiedHistory events={part.events} formats={formats} />
            ) : (
              <CopiedValue value={part.data} formats={formats} />
            )}
          </section>
        ))}
      </body>
    </html>
  )
}
