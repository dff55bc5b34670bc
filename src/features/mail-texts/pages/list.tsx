import { languageName } from '../../../platform/i18n/format.ts'
import type { Locale, Translate } from '../../../platform/i18n/i18n.ts'
import { LineTabs, type Tab } from '../../../ui/list-page.tsx'
import { Row, Rows } from '../../../ui/lists.tsx'
import { type OfficeFrame, OfficeLayout } from '../../../ui/office-layout.tsx'
import { type Crumb, PageHead, Section } from '../../../ui/page-head.tsx'
import { IconMark, State } from '../../../ui/tags.tsx'
import { GROUPS, groupOf } from '../groups.ts'
import type { LetterKind } from '../types.ts'

export interface Office {
  readonly frame: OfficeFrame
  readonly crumbs: Crumb[] | undefined
}

export interface ListedKind {
  readonly kind: LetterKind
  readonly name: string
  /** Of the default text. */
  readonly subject: string
  readonly href: string
  readonly changed: readonly Locale[]
}

interface ListPageProps {
  readonly office: Office
  readonly t: Translate
  readonly tabs: { label: string; tabs: Tab[] }
  readonly kinds: readonly ListedKind[]
}

export function ListPage({ office, t, tabs, kinds }: ListPageProps) {
  const groups = GROUPS.map((group) => ({ group, listed: kinds.filter(({ kind }) => groupOf(kind) === group) }))
  return (
    <OfficeLayout {...office} title={t('mailTexts:pages.title')}>
      <PageHead title={t('mailTexts:pages.title')} text={t('mailTexts:pages.text')} />
      <LineTabs {...tabs} class="mb-6" />
      {groups
        .filter(({ listed }) => listed.length > 0)
        .map(({ group, listed }) => (
          <Section title={t(`mailTexts:group.${group}`)} class="mt-8 max-w-4xl">
            <Rows>
              {listed.map(({ name, subject, href, changed }) => (
                <Row
                  mark={<IconMark icon="mail" />}
                  title={
                    <a class="link" href={href}>
                      {name}
                    </a>
                  }
                  hint={subject}
                >
                  <State tone={changed.length > 0 ? 'ok' : 'off'}>
                    {changed.length > 0
                      ? t('mailTexts:pages.changed', { languages: changed.map(languageName).join(', ') })
                      : t('mailTexts:pages.default')}
                  </State>
                </Row>
              ))}
            </Rows>
          </Section>
        ))}
    </OfficeLayout>
  )
}
