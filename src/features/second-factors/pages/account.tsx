import type { Child } from 'hono/jsx'
import { AccountLayout } from '../../../ui/account-layout.tsx'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { DialogPage } from '../../../ui/dialog-page.tsx'
import { Form } from '../../../ui/form.tsx'
import { ErrorSummary, Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { PASSKEY_SCRIPTS, PasskeyForm, WhyNoPasskeys } from '../../../ui/passkey-form.tsx'
import { RecoveryCodeSheet } from '../../../ui/recovery-code-sheet.tsx'
import { TextField } from '../../../ui/text-fields.tsx'
import { TotpFields } from '../../../ui/totp-fields.tsx'
import type { AccountContext } from '../scope.ts'

interface AddPasskeyPageProps {
  readonly context: AccountContext
  readonly action: string
  /** Where the new passkey will work. */
  readonly host: string
  /** The first one adds a second step to the login. */
  readonly addsStep: boolean
  readonly error?: string | undefined
}

export function AddPasskeyPage({ context, action, host, addsStep, error }: AddPasskeyPageProps) {
  const { frame, t, csrf, base, cancel } = context
  const title = t('secondFactors:passkey.addTitle')
  return (
    <AccountLayout frame={frame} title={title} scripts={PASSKEY_SCRIPTS}>
      <PageHead title={title} text={t('secondFactors:passkey.addText')} />
      <div class="grid max-w-prose gap-4">
        {error !== undefined && <Notice tone="bad" role="alert" title={error} />}
        <ul class="grid list-disc gap-1.5 ps-5">
          <li>{t('secondFactors:passkey.addWorks', { host })}</li>
          {addsStep && <li>{t('secondFactors:passkey.addStep')}</li>}
          <li>{t('secondFactors:passkey.addSessions')}</li>
        </ul>
        <PasskeyForm
          t={t}
          kind="create"
          action={action}
          options={`${base}/account/security/passkeys/options`}
          csrf={csrf}
          submit={t('secondFactors:passkey.addSubmit')}
          tone="primary"
          cancel={cancel}
        >
          <TextField
            name="name"
            label={t('secondFactors:passkey.name')}
            hint={t('secondFactors:passkey.nameHint')}
            maxlength={100}
            autocomplete="off"
            class="max-w-96"
          />
        </PasskeyForm>
        <WhyNoPasskeys t={t} back={cancel} />
      </div>
    </AccountLayout>
  )
}

interface RenamePageProps {
  readonly context: AccountContext
  readonly action: string
  readonly name: string
  readonly error?: string | undefined
}

export function RenamePage({ context, action, name, error }: RenamePageProps) {
  const { frame, t, csrf, cancel } = context
  const title = t('secondFactors:passkey.renameTitle')
  return (
    <AccountLayout frame={frame} title={title}>
      <PageHead title={title} />
      {error !== undefined && (
        <Problem context={context} field="name" label={t('secondFactors:passkey.name')} error={error} />
      )}
      <Form action={action} csrf={csrf} class="grid max-w-96 gap-4">
        <TextField
          name="name"
          label={t('secondFactors:passkey.name')}
          value={name}
          maxlength={100}
          autocomplete="off"
          required
          error={error}
        />
        <div class="flex flex-wrap gap-2">
          <Button tone="primary">{t('secondFactors:passkey.renameSubmit')}</Button>
          <ButtonLink tone="ghost" href={cancel.href}>
            {cancel.text}
          </ButtonLink>
        </div>
      </Form>
    </AccountLayout>
  )
}

interface QuestionPageProps {
  readonly context: AccountContext
  readonly title: string
  readonly text?: string | undefined
  readonly consequences: Child[]
  readonly action: string
  readonly submit: string
  readonly tone?: 'primary' | 'danger-solid' | undefined
  /** Of the form. */
  readonly fields?: Readonly<Record<string, string>> | undefined
  /** Why it cannot be done, in the place of the form. */
  readonly refusal?: string | undefined
}

/** Asks before something is removed or replaced. */
export function QuestionPage(props: QuestionPageProps) {
  const { context, title, text, consequences, action, submit, tone = 'danger-solid', fields = {}, refusal } = props
  const { frame, csrf, cancel } = context
  return (
    <AccountLayout frame={frame} title={title}>
      {refusal === undefined ? (
        <DialogPage
          title={title}
          text={text}
          consequences={consequences}
          post={{ action, csrf }}
          submit={submit}
          tone={tone}
          cancel={cancel}
        >
          {Object.entries(fields).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
        </DialogPage>
      ) : (
        <>
          <PageHead title={title} />
          <Notice tone="warn" title={refusal}>
            <a class="link" href={cancel.href}>
              {context.t('signIn:account.security')}
            </a>
          </Notice>
        </>
      )}
    </AccountLayout>
  )
}

interface TotpPageProps {
  readonly context: AccountContext
  readonly action: string
  readonly draft: { readonly secret: string; readonly sealed: string }
  readonly uri: string
  readonly error?: string | undefined
}

export function TotpPage({ context, action, draft, uri, error }: TotpPageProps) {
  const { frame, t, csrf, cancel } = context
  const title = t('secondFactors:totp.title')
  return (
    <AccountLayout frame={frame} title={title}>
      <PageHead title={title} text={t('secondFactors:totp.text')} />
      {error !== undefined && <Problem context={context} field="code" label={t('ui:totp.code')} error={error} />}
      <Form action={action} csrf={csrf} class="grid max-w-prose gap-4">
        <input type="hidden" name="sealed" value={draft.sealed} />
        <TotpFields t={t} secret={draft.secret} uri={uri} error={error} />
        <p class="text-muted">{t('secondFactors:totp.sessions')}</p>
        <div class="flex flex-wrap gap-2">
          <Button tone="primary">{t('secondFactors:totp.submit')}</Button>
          <ButtonLink tone="ghost" href={cancel.href}>
            {cancel.text}
          </ButtonLink>
        </div>
      </Form>
    </AccountLayout>
  )
}

interface NewCodesPageProps {
  readonly context: AccountContext
  readonly codes: readonly string[]
  readonly download: string
  readonly goOn: string
}

/** The only time at which codes are shown. */
export function NewCodesPage({ context, codes, download, goOn }: NewCodesPageProps) {
  const { frame, t, csrf } = context
  const title = t('secondFactors:codes.newTitle')
  return (
    <AccountLayout frame={frame} title={title}>
      <PageHead title={title} text={`${t('secondFactors:codes.text')} ${t('secondFactors:codes.newText')}`} />
      <RecoveryCodeSheet
        title={title}
        codes={codes}
        download={{ action: download, csrf }}
        downloadText={t('secondFactors:codes.download')}
        goOn={{ href: goOn, text: t('secondFactors:codes.goOn') }}
      />
    </AccountLayout>
  )
}

function Problem(props: { context: AccountContext; field: string; label: string; error: string }) {
  const { context, field, label, error } = props
  return (
    <ErrorSummary
      class="mb-5"
      title={context.t('signIn:problems', { count: 1 })}
      errors={[{ field, message: `${label}: ${error}` }]}
    />
  )
}
