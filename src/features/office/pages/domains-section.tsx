import type { Translate } from '../../../platform/i18n/i18n.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { Row, Rows } from '../../../ui/lists.tsx'
import { Section } from '../../../ui/page-head.tsx'
import { IconMark } from '../../../ui/tags.tsx'
import { TextField } from '../../../ui/text-fields.tsx'

interface DomainsSectionProps {
  readonly t: Translate
  readonly csrf: string
  /** Address of the settings. */
  readonly action: string
  readonly domains: readonly string[]
  readonly shopUrl: string
  /** What was typed and refused. */
  readonly typed: string
  readonly error: string | undefined
}

export function DomainsSection({ t, csrf, action, domains, shopUrl, typed, error }: DomainsSectionProps) {
  return (
    <Section title={t('office:settings.domains')} text={t('office:settings.domainsText')} class="mt-12 max-w-4xl">
      {domains.length === 0 && <p class="text-muted">{t('office:settings.domainsNone', { url: shopUrl })}</p>}
      {domains.length > 0 && (
        <Rows>
          {domains.map((host) => (
            <Row mark={<IconMark icon="globe" />} title={host}>
              <ButtonLink
                tone="danger"
                small
                icon="trash-2"
                iconOnly
                href={`${action}/domains/remove?host=${encodeURIComponent(host)}`}
              >
                {t('office:settings.removeDomain', { host })}
              </ButtonLink>
            </Row>
          ))}
        </Rows>
      )}
      <Form action={`${action}/domains`} csrf={csrf} class="mt-4 flex max-w-xl flex-wrap items-end gap-2">
        <TextField
          name="domain"
          label={t('office:settings.domain')}
          placeholder="tickets.example.org"
          value={typed}
          error={error}
          maxlength={253}
          mono
          class="min-w-0 flex-1 basis-60"
        />
        <Button>{t('office:settings.addDomain')}</Button>
      </Form>
    </Section>
  )
}
