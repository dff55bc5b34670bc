import type { Message } from '../../../core/errors.ts'
import { languageName } from '../../../platform/i18n/format.ts'
import { isLocale, type Locale, say, type Translate } from '../../../platform/i18n/i18n.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { CheckboxField } from '../../../ui/choice-fields.tsx'
import { Form, SaveBar } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead, Section } from '../../../ui/page-head.tsx'
import { type Customer, profileText } from '../../customers/index.ts'
import { confirmedAddresses } from '../mails.ts'
import type { Choice, Choices, MergeField, MergeFieldName } from '../rules/fields.ts'
import type { MergePreview } from '../types.ts'
import { type MergeContext, nameOf } from './context.ts'

interface ComparePageProps extends MergeContext {
  readonly locale: Locale
  readonly preview: MergePreview
  /** What was chosen before, to be shown again. */
  readonly choices: Choices
  /** Whether a mail tells of it. */
  readonly tells: boolean
  readonly problem: Message | null
  readonly action: string
  readonly swap: string
  readonly cancel: string
}

/** Field by field, and what changes hands. */
export function ComparePage(props: ComparePageProps) {
  const { frame, crumbs, t, csrf, preview, problem, action, swap, cancel } = props
  const { kept, removed, moves, appsOfBoth } = preview
  const title = t('customerMerge:compare.title')
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <PageHead
        title={title}
        text={t('customerMerge:compare.text', { kept: called(kept), removed: called(removed) })}
        actions={
          <ButtonLink icon="git-compare-arrows" href={swap}>
            {t('customerMerge:compare.swap', { removed: removed.identifier })}
          </ButtonLink>
        }
      />
      {problem && <Notice tone="warn" title={say(t, problem)} role="alert" class="mb-6 max-w-4xl" />}
      <Form action={action} csrf={csrf} class="max-w-4xl">
        <input type="hidden" name="seen_kept" value={String(kept.modifiedAt)} />
        <input type="hidden" name="seen_removed" value={String(removed.modifiedAt)} />
        <Section title={t('customerMerge:compare.fields')}>
          <Fields {...props} />
        </Section>
        <Section title={t('customerMerge:compare.moves')} class="mt-10 mb-8">
          <ul class="list-disc pl-5">
            {moves.map((move) => (
              <li>
                {t(move.title)}: {move.count}
              </li>
            ))}
            {moves.length === 0 && <li>{t('customerMerge:compare.noMoves')}</li>}
            <li>{t('customerMerge:compare.ends')}</li>
            <li>{t('customerMerge:compare.otherAddress')}</li>
            {appsOfBoth.length > 0 && <li>{t('customerMerge:compare.apps', { apps: appsOfBoth.join(', ') })}</li>}
          </ul>
        </Section>
        <TellField {...props} />
        <SaveBar
          submit={t('customerMerge:compare.submit')}
          tone="danger-solid"
          cancel={{ href: cancel, text: t('words:cancel') }}
        />
      </Form>
    </OfficeLayout>
  )
}

/** Nothing where nobody could be told. */
function TellField({ t, preview: { kept, removed }, tells }: ComparePageProps) {
  const addresses = [...new Set(confirmedAddresses(kept, removed).map(({ email }) => email))]
  if (addresses.length === 0) return <p class="mb-8">{t('customerMerge:compare.tellNobody')}</p>
  return (
    <CheckboxField
      name="tell"
      label={t('customerMerge:compare.tell')}
      hint={t('customerMerge:compare.tellHint', { count: addresses.length, addresses: addresses.join(', ') })}
      checked={tells}
      class="mb-8"
    />
  )
}

function Fields({ t, locale, preview: { kept, removed, fields }, choices }: ComparePageProps) {
  if (fields.length === 0) return <p class="text-muted">{t('customerMerge:compare.noFields')}</p>
  return (
    <div class="grid gap-6">
      {fields.map((field) => (
        <fieldset class="field">
          <legend class="field-label mb-1.5">{fieldLabel(field.name, t)}</legend>
          <div class="grid gap-2 sm:grid-cols-2">
            {field.choices.map((choice) => (
              <Option
                field={field}
                choice={choice}
                label={t(`customerMerge:compare.${choice}`)}
                text={choice === 'both' ? '' : fieldText(choice === 'kept' ? kept : removed, field.name, t, locale)}
                checked={choice === (choices[field.name] ?? field.proposal)}
              />
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  )
}

interface OptionProps {
  readonly field: MergeField
  readonly choice: Choice
  readonly label: string
  readonly text: string
  readonly checked: boolean
}

function Option({ field, choice, label, text, checked }: OptionProps) {
  const id = `f-${field.name}-${choice}`
  return (
    <label class="panel flex gap-3 p-3" for={id}>
      <input class="radio mt-0.5" type="radio" id={id} name={field.name} value={choice} checked={checked} />
      <span class="min-w-0">
        <span class="hint block">{label}</span>
        {text !== '' && <span class="whitespace-pre-line [overflow-wrap:anywhere]">{text}</span>}
      </span>
    </label>
  )
}

function called(customer: Customer): string {
  return `${nameOf(customer)} (${customer.identifier})`
}

function fieldLabel(name: MergeFieldName, t: Translate): string {
  switch (name) {
    case 'login':
    case 'name':
    case 'phone':
    case 'locale':
    case 'external_identifier':
    case 'notes':
      return t(`customerMerge:field.${name}`)
    default:
      return t(`customers:profile.${name}`)
  }
}

/** The value of a field as people read it. */
function fieldText(customer: Customer, name: MergeFieldName, t: Translate, locale: Locale): string {
  const nothing = t('customerMerge:compare.nothing')
  switch (name) {
    case 'login': {
      if (customer.email === null) return nothing
      const key = customer.hasPassword ? 'withPassword' : 'withoutPassword'
      return t(`customerMerge:compare.${key}`, { email: customer.email })
    }
    case 'name':
      return customer.name || nothing
    case 'phone':
      return customer.phone ?? nothing
    case 'locale':
      return isLocale(customer.locale) ? languageName(customer.locale) : customer.locale
    case 'external_identifier':
      return customer.externalIdentifier ?? nothing
    case 'notes':
      return customer.notes ?? nothing
    default:
      return customer.profile[name] === undefined ? nothing : profileText(customer.profile, name, locale)
  }
}
