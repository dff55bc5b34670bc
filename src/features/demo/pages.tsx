import type { Child } from 'hono/jsx'
import type { DemoMailTable } from '../../platform/db/installation-tables.ts'
import { formatInstant } from '../../platform/i18n/format.ts'
import type { Locale, Translate } from '../../platform/i18n/i18n.ts'
import { DataTable, RowLink } from '../../ui/data-table.tsx'
import { Document } from '../../ui/document.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Facts } from '../../ui/lists.tsx'
import { Logo } from '../../ui/logo.tsx'
import type { PageFrame } from '../../ui/page-frame.ts'
import { PageHead } from '../../ui/page-head.tsx'

interface MailboxProps {
  readonly frame: PageFrame
  readonly t: Translate
  readonly locale: Locale
}

const TIME_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone

function MailboxFrame({ frame, title, children }: { frame: PageFrame; title: string; children?: Child }) {
  return (
    <Document frame={frame} title={title} look="plain">
      <header class="bg-(--rail) px-4 py-3.5 md:px-8">
        <Logo href="/control/" />
      </header>
      <main id="content" class="mx-auto w-full max-w-4xl px-4 py-8 md:px-8">
        {children}
      </main>
    </Document>
  )
}

/** Every mail, newest first. */
export function MailboxPage({ frame, t, locale, mails }: MailboxProps & { mails: readonly DemoMailTable[] }) {
  const received = (mail: DemoMailTable) => formatInstant(mail.received_at, locale, TIME_ZONE)
  return (
    <MailboxFrame frame={frame} title={t('demo:mailbox')}>
      <PageHead title={t('demo:mailbox')} text={t('demo:mailboxText')} />
      {mails.length === 0 ? (
        <EmptyState title={t('demo:empty')} text={t('demo:emptyText')} />
      ) : (
        <DataTable
          caption={t('demo:caption')}
          rows={mails}
          linked
          fixed
          columns={[
            {
              head: t('demo:subject'),
              rowHeader: true,
              cell: (mail) => (
                <RowLink
                  href={`/demo/mailbox/${mail.id}`}
                  text={mail.subject}
                  hint={t('demo:to', { to: mail.recipient })}
                  phone={received(mail)}
                />
              ),
            },
            { head: t('demo:from'), from: 'md', class: 'w-80 truncate', cell: (mail) => mail.sender },
            { head: t('demo:received'), from: 'md', class: 'w-44', end: true, cell: received },
          ]}
        />
      )}
    </MailboxFrame>
  )
}

/** One mail: what a mail program shows, and the plain text part with its links. */
export function MailPage({ frame, t, locale, mail }: MailboxProps & { mail: DemoMailTable }) {
  return (
    <MailboxFrame frame={frame} title={mail.subject}>
      <p class="mb-4">
        <a class="link" href="/demo/mailbox">
          {t('demo:back')}
        </a>
      </p>
      <PageHead title={mail.subject} />
      <Facts
        ruled
        items={[
          { label: t('demo:fromLabel'), value: mail.sender },
          { label: t('demo:toLabel'), value: mail.recipient },
          { label: t('demo:received'), value: formatInstant(mail.received_at, locale, TIME_ZONE) },
        ]}
      />
      <iframe
        class="mt-6 h-160 w-full rounded-box border border-line bg-white"
        src={`/demo/mailbox/${mail.id}/html`}
        title={t('demo:htmlPart')}
        sandbox="allow-top-navigation-by-user-activation"
      />
      <section class="mt-8" aria-labelledby="text-part">
        <h2 id="text-part">{t('demo:textPart')}</h2>
        <div class="panel mt-3 p-4 whitespace-pre-wrap">{linked(mail.text)}</div>
      </section>
    </MailboxFrame>
  )
}

function linked(text: string): Child[] {
  return text.split(/(https?:\/\/\S+)/).map((part, index) =>
    index % 2 === 1 ? (
      <a class="link break-all" href={part}>
        {part}
      </a>
    ) : (
      part
    ),
  )
}
