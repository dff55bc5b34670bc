import type { Message } from '../../../core/errors.ts'
import { say, type Translate } from '../../../platform/i18n/i18n.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { RadioField, SwitchField } from '../../../ui/choice-fields.tsx'
import { Form, FormSection, SaveBar } from '../../../ui/form.tsx'
import { ErrorSummary } from '../../../ui/notice.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { SelectField, TextField } from '../../../ui/text-fields.tsx'
import { MAX_CLAIM, MAX_VALUE } from '../rules/input.ts'
import type { OfficeContext } from './context.ts'
import type { RuleForm } from './form.ts'
import { RulePreview, type ShownPreview } from './preview.tsx'

type Problems = Readonly<Record<string, Message>>

export interface RulePageProps {
  readonly context: OfficeContext
  readonly title: string
  readonly form: RuleForm
  readonly problems: Problems
  readonly action: string
  /** Where it can be deleted; null for a new one. */
  readonly deletion: string | null
  readonly preview: ShownPreview | null
}

const OPERATORS = ['contains', 'equals', 'matches', 'exists'] as const

/** A rule that is made or changed, with what it would do. */
export function RulePage({ context, title, form, problems, action, deletion, preview }: RulePageProps) {
  const { frame, crumbs, t, csrf, path } = context
  const errorOf = (field: string) => {
    const problem = problems[field]
    return problem && say(t, problem)
  }
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <PageHead
        title={title}
        actions={
          deletion !== null && (
            <ButtonLink tone="danger" icon="trash-2" href={deletion}>
              {t('claimRules:delete')}
            </ButtonLink>
          )
        }
      />
      <div class="max-w-3xl">
        <AllProblems problems={problems} t={t} />
        {preview && <RulePreview context={context} preview={preview} />}
        <Form action={action} csrf={csrf}>
          <FormSection title={t('claimRules:section.condition')} hint={t('claimRules:section.conditionHint')} first>
            <TextField
              name="claim"
              label={t('claimRules:field.claim')}
              hint={t('claimRules:field.claimHint')}
              value={form.claim}
              error={errorOf('claim')}
              maxlength={MAX_CLAIM}
              mono
              autocomplete="off"
            />
            <SelectField
              name="operator"
              label={t('claimRules:field.operator')}
              value={form.operator}
              error={errorOf('operator')}
              options={OPERATORS.map((value) => ({ value, label: t(`claimRules:operator.${value}`) }))}
            />
            <TextField
              name="value"
              label={t('claimRules:field.value')}
              hint={t('claimRules:field.valueHint')}
              value={form.value}
              error={errorOf('value')}
              maxlength={MAX_VALUE}
              mono
              autocomplete="off"
            />
          </FormSection>
          <EffectFields context={context} form={form} errorOf={errorOf} />
          <FormSection title={t('claimRules:state')}>
            <SwitchField
              name="is_active"
              label={t('claimRules:field.is_active')}
              hint={t('claimRules:field.is_activeHint')}
              checked={form.is_active === 'on'}
            />
          </FormSection>
          <SaveBar
            submit={t(deletion === null ? 'claimRules:create' : 'claimRules:save')}
            cancel={{ href: path('edit'), text: t('claimRules:discard') }}
          >
            <Button name="do" value="check" icon="eye">
              {t('claimRules:check')}
            </Button>
          </SaveBar>
        </Form>
      </div>
    </OfficeLayout>
  )
}

/** What belongs to the other choice is out of the way. */
const UNLESS_TAG = '[form:has([name=effect][value=tag]:checked)_&]:hidden'
const UNLESS_MEMBERSHIP = '[form:has([name=effect][value=membership]:checked)_&]:hidden'

interface EffectProps {
  readonly context: OfficeContext
  readonly form: RuleForm
  readonly errorOf: (field: string) => string | undefined
}

function EffectFields({ context: { t, types }, form, errorOf }: EffectProps) {
  return (
    <FormSection title={t('claimRules:section.effect')} hint={t('claimRules:section.effectHint')}>
      <RadioField
        name="effect"
        label={t('claimRules:field.effect')}
        value={form.effect}
        error={errorOf('effect')}
        options={(['membership', 'tag'] as const).map((value) => ({ value, label: t(`claimRules:effects.${value}`) }))}
      />
      <SelectField
        name="membership_type"
        label={t('claimRules:field.membership_type')}
        hint={types.length === 0 ? t('claimRules:noTypes') : undefined}
        value={form.membership_type}
        error={errorOf('membership_type')}
        class={UNLESS_TAG}
        options={[
          { value: '', label: t('claimRules:chooseType') },
          ...types.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <TextField
        name="valid_days"
        label={t('claimRules:field.valid_days')}
        hint={t('claimRules:field.valid_daysHint')}
        value={form.valid_days}
        error={errorOf('valid_days')}
        inputmode="numeric"
        class={`max-w-xs ${UNLESS_TAG}`}
      />
      <TextField
        name="tag"
        label={t('claimRules:field.tag')}
        hint={t('claimRules:field.tagHint')}
        value={form.tag}
        error={errorOf('tag')}
        autocomplete="off"
        class={`max-w-xs ${UNLESS_MEMBERSHIP}`}
      />
    </FormSection>
  )
}

const FIELDS = ['claim', 'operator', 'value', 'effect', 'membership_type', 'valid_days', 'tag'] as const

/** All that is wrong, in the order of the form. */
function AllProblems({ problems, t }: { problems: Problems; t: Translate }) {
  const errors = FIELDS.flatMap((field) => {
    const problem = problems[field]
    return problem ? [{ field, message: `${t(`claimRules:field.${field}`)}: ${say(t, problem)}` }] : []
  })
  if (errors.length === 0) return null
  return <ErrorSummary title={t('claimRules:problems', { count: errors.length })} errors={errors} class="mb-6" />
}
