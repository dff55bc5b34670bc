import type { Child } from 'hono/jsx'
import type { Translate } from '../platform/i18n/i18n.ts'
import { Button, ButtonLink } from './button.tsx'
import { CsrfField } from './csrf-field.tsx'
import type { LinkItem } from './page-frame.ts'

/** The page loads these, in this order. */
export const PASSKEY_SCRIPTS = ['webauthn', 'passkey']

interface PasskeyFormProps {
  readonly t: Translate
  readonly kind: 'get' | 'create'
  /** Where the answer is sent. */
  readonly action: string
  /** Where the script gets what the passkey has to answer. */
  readonly options: string
  readonly csrf: string
  /** Hidden fields beside the answer. */
  readonly fields?: Readonly<Record<string, string>> | undefined
  readonly submit: string
  readonly tone?: 'plain' | 'primary' | undefined
  /** Also offered in the field for the email address of the page. */
  readonly autofill?: boolean | undefined
  /** Beside the button. */
  readonly cancel?: LinkItem | undefined
  /** Further fields, above the button. */
  readonly children?: Child
}

/** A form that its script fills in; hidden without it, or where the browser knows no passkeys. */
export function PasskeyForm(props: PasskeyFormProps) {
  const { t, kind, action, options, csrf, fields = {}, submit, tone = 'plain', autofill, cancel, children } = props
  return (
    <form
      method="post"
      action={action}
      class="grid gap-3"
      hidden
      novalidate
      data-passkey={kind}
      data-options={options}
      data-autofill={autofill ? '' : undefined}
      data-canceled={t('ui:passkey.canceled')}
      data-exists={t('ui:passkey.exists')}
      data-trouble={t('ui:passkey.trouble')}
    >
      <CsrfField token={csrf} />
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <input type="hidden" name="credential" value="" />
      {children}
      <p class="field-error" role="alert" data-passkey-message hidden />
      {cancel === undefined ? (
        <Button tone={tone} icon="fingerprint">
          {submit}
        </Button>
      ) : (
        <div class="flex flex-wrap gap-2">
          <Button tone={tone} icon="fingerprint">
            {submit}
          </Button>
          <ButtonLink tone="ghost" href={cancel.href}>
            {cancel.text}
          </ButtonLink>
        </div>
      )}
    </form>
  )
}

/** For pages that are about nothing else: says why there is no button, until the script shows it. */
export function WhyNoPasskeys({ t, back }: { t: Translate; back: LinkItem }) {
  return (
    <div class="grid gap-3" data-passkey-none>
      <p class="text-muted">{t('ui:passkey.notHere')}</p>
      <p>
        <ButtonLink href={back.href}>{back.text}</ButtonLink>
      </p>
    </div>
  )
}
