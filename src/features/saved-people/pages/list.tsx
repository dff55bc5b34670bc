import type { Locale, Translate } from '../../../platform/i18n/i18n.ts'
import { type AccountFrame, AccountLayout } from '../../../ui/account-layout.tsx'
import { ButtonLink } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { LineTabs } from '../../../ui/list-page.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { answerText, linesOf } from '../rules/lines.ts'
import type { Entry, EntryKind } from '../types.ts'

export interface EntryPages {
  readonly frame: AccountFrame
  readonly t: Translate
  readonly locale: Locale
  readonly kind: EntryKind
  /** Address of the list of a kind, and of what is done to an entry. */
  readonly path: (kind: EntryKind, ...parts: string[]) => string
}

/** What stands for an entry in a heading. */
export function entryTitle({ name, texts }: Entry, kind: EntryKind, t: Translate): string {
  return name || texts.company || texts.street?.split('\n')[0] || texts.email || t(`savedPeople:${kind}.unnamed`)
}

/** Cards, one for each entry. */
export function EntriesPage({ entries, ...pages }: EntryPages & { readonly entries: readonly Entry[] }) {
  const { frame, t, kind, path } = pages
  const title = t(`savedPeople:${kind}.title`)
  const add = (
    <ButtonLink tone="primary" icon="plus" href={path(kind, 'add')}>
      {t(`savedPeople:${kind}.add`)}
    </ButtonLink>
  )
  return (
    <AccountLayout frame={frame} title={title}>
      <PageHead title={title} text={t(`savedPeople:${kind}.text`)} actions={entries.length > 0 ? add : undefined} />
      <LineTabs
        class="mb-6"
        label={t('savedPeople:tabs')}
        tabs={(['people', 'addresses'] as const).map((one) => ({
          href: path(one),
          text: t(`savedPeople:${one}.tab`),
          current: one === kind,
          count: one === kind ? String(entries.length) : undefined,
        }))}
      />
      {entries.length === 0 ? (
        <EmptyState title={t(`savedPeople:${kind}.emptyTitle`)} text={t(`savedPeople:${kind}.emptyText`)}>
          {add}
        </EmptyState>
      ) : (
        <ul class="grid list-none gap-4 p-0 sm:grid-cols-2">
          {entries.map((entry) => (
            <EntryCard entry={entry} {...pages} />
          ))}
        </ul>
      )}
    </AccountLayout>
  )
}

function EntryCard({ entry, t, locale, kind, path }: EntryPages & { readonly entry: Entry }) {
  const title = entryTitle(entry, kind, t)
  const lines = linesOf(entry, t, locale).filter((line) => line !== title)
  const answers = entry.answers.map((answer) =>
    t('savedPeople:line', { label: answer.label, text: answerText(answer, t) }),
  )
  return (
    <li class="grid grid-rows-[1fr_auto] gap-4 rounded-box border border-line p-4">
      <div class="min-w-0 break-words">
        <h2 class="text-body font-semibold">{title}</h2>
        <div class="mt-1">
          {[...lines, ...answers].map((line) => (
            <p class="text-muted">{line}</p>
          ))}
        </div>
      </div>
      <div class="flex flex-wrap gap-2">
        <ButtonLink small href={path(kind, entry.id, 'edit')}>
          {t('savedPeople:edit')} <span class="sr-only">{title}</span>
        </ButtonLink>
        <ButtonLink small tone="danger" href={path(kind, entry.id, 'delete')}>
          {t('savedPeople:delete')} <span class="sr-only">{title}</span>
        </ButtonLink>
      </div>
    </li>
  )
}
