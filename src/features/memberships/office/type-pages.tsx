import type { Message } from '../../../core/errors.ts'
import { languageName } from '../../../platform/i18n/format.ts'
import { LOCALES, say, type TextKey, type Translate } from '../../../platform/i18n/i18n.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { CheckboxField } from '../../../ui/choice-fields.tsx'
import { DialogPage } from '../../../ui/dialog-page.tsx'
import { Form, FormSection, SaveBar } from '../../../ui/form.tsx'
import { ErrorSummary } from '../../../ui/notice.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { TextField } from '../../../ui/text-fields.tsx'
import { MAX_NAME } from '../rules/type-input.ts'
import type { OfficeContext } from './context.ts'
import type { TypeForm } from './type-form.ts'

type Problems = Readonly<Record<string, Message>>

interface TypePageProps {
  readonly context: OfficeContext
  readonly title: string
  readonly form: TypeForm
  readonly problems: Problems
  readonly action: string
  readonly submit: string
  /** Where it can be deleted; null for a new one. */
  readonly deletion: string | null
}

/** A type that is made or changed. */
export function TypePage({ context, title, form, problems, action, submit, deletion }: TypePageProps) {
  const { frame, crumbs, t, csrf, path } = context
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <PageHead
        title={title}
        actions={
          deletion === null ? undefined : (
            <ButtonLink tone="danger" icon="trash-2" href={deletion}>
              {t('memberships:types.delete')}
            </ButtonLink>
          )
        }
      />
      <div class="max-w-3xl">
        <Problems problems={problems} t={t} />
        <Form action={action} csrf={csrf}>
          <FormSection title={t('memberships:types.naming')} hint={t('memberships:types.namingHint')} first>
            {LOCALES.map((locale) => (
              <TextField
                name={`name_${locale}`}
                label={languageName(locale)}
                value={form.names[locale]}
                maxlength={MAX_NAME}
                error={saying(problems[`name_${locale}`], t)}
              />
            ))}
          </FormSection>
          <FormSection title={t('memberships:types.using')} hint={t('memberships:types.usingHint')}>
            <CheckboxField
              name="transferable"
              label={t('memberships:field.transferable')}
              hint={t('memberships:types.transferableHint')}
              checked={form.transferable}
            />
            <CheckboxField
              name="allow_parallel_usage"
              label={t('memberships:field.allow_parallel_usage')}
              hint={t('memberships:types.parallelHint')}
              checked={form.allow_parallel_usage}
            />
            <TextField
              name="max_usages"
              label={t('memberships:field.max_usages')}
              mark={t('ui:optional')}
              hint={t('memberships:types.maxUsagesHint')}
              value={form.max_usages}
              inputmode="numeric"
              error={saying(problems.max_usages, t)}
              class="max-w-xs"
            />
          </FormSection>
          <SaveBar submit={submit} cancel={{ href: path('membershiptypes'), text: t('memberships:office.discard') }} />
        </Form>
      </div>
    </OfficeLayout>
  )
}

interface TypeEndProps {
  readonly context: OfficeContext
  readonly name: string
  /** Address of the type. */
  readonly back: string
  /** Why it has to stay; null when it can go. */
  readonly reason: Message | null
}

/** Asks before a type is deleted, or says why it cannot be. */
export function DeleteTypePage({ context, name, back, reason }: TypeEndProps) {
  const { frame, crumbs, t, csrf } = context
  const title = t(reason ? 'memberships:types.cannotDelete' : 'memberships:types.deleteTitle', { name })
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      {reason ? (
        <div class="grid max-w-2xl justify-items-start gap-4">
          <h1>{title}</h1>
          <p>{say(t, reason)}</p>
          <ButtonLink href={`${back}edit`}>{t('memberships:types.back')}</ButtonLink>
        </div>
      ) : (
        <DialogPage
          title={title}
          text={t('memberships:types.deleteText')}
          post={{ action: `${back}delete`, csrf }}
          submit={t('memberships:types.deleteSubmit', { name })}
          tone="danger-solid"
          cancel={{ href: `${back}edit`, text: t('words:cancel') }}
        />
      )}
    </OfficeLayout>
  )
}

/** All that is wrong, before the form. A problem of the name as a whole leads to its first field. */
function Problems({ problems, t }: { problems: Problems; t: Translate }) {
  const errors = Object.entries(problems).map(([field, message]) => ({
    ...(field !== 'name' && { field }),
    message: field === 'name' ? say(t, message) : `${t(`memberships:field.${field}` as TextKey)}: ${say(t, message)}`,
  }))
  if (errors.length === 0) return null
  return (
    <ErrorSummary title={t('memberships:office.problems', { count: errors.length })} errors={errors} class="mb-6" />
  )
}

function saying(problem: Message | undefined, t: Translate): string | undefined {
  return problem && say(t, problem)
}
