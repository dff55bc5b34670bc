import type { Translate } from '../../platform/i18n/i18n.ts'
import { Or } from '../../ui/auth-layout.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { CsrfField } from '../../ui/csrf-field.tsx'
import { Form } from '../../ui/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { PageFrame } from '../../ui/page-frame.ts'
import { PASSKEY_SCRIPTS, PasskeyForm } from '../../ui/passkey-form.tsx'
import { StaffAuthLayout } from '../../ui/staff-auth-layout.tsx'
import { displayName, type User } from '../staff/index.ts'
import { BackendFields, BackendHint, type BackendOffer, formFields, LoginProblems } from '../staff-login/index.ts'
import type { FailedProof } from './reauth.ts'

export interface ReauthPageProps {
  readonly frame: PageFrame
  readonly t: Translate
  readonly csrf: string
  /** Who has to prove it. */
  readonly owner: User
  /** After a long pause; otherwise a sensitive page asks. */
  readonly isIdle: boolean
  readonly offer: BackendOffer
  /** Values of the form that stand fast. */
  readonly fixed: Readonly<Record<string, string>>
  readonly failed: FailedProof | null
  /** A path of this site. */
  readonly next: string | null
  readonly action: string
  /** Where its answer goes and where the challenge comes from. */
  readonly passkey: { readonly action: string; readonly options: string } | null
}

/** Asks for a proof in the way in which the account logs in, or for a passkey. */
export function ReauthPage(props: ReauthPageProps) {
  const { frame, t, csrf, owner, isIdle, offer, failed, passkey } = props
  return (
    <StaffAuthLayout
      frame={frame}
      home="/control/"
      title={t('staffReauth:title')}
      text={t(isIdle ? 'staffReauth:idle' : 'staffReauth:sensitive')}
      scripts={passkey ? [...PASSKEY_SCRIPTS] : []}
    >
      <div class="grid gap-4">
        <p>
          {t('staffReauth:person')} <b>{displayName(owner)}</b>
          {owner.fullname !== '' && <span class="text-muted"> {owner.email}</span>}
        </p>
        <LoginProblems t={t} failed={failed} />
        {failed === null && offer.messages.map(({ tone, text }) => <Notice tone={tone} title={text} />)}
        {offer.isDown && failed === null && (
          <Notice tone="warn" title={t('staff:login.unavailableOnly', { name: offer.name })} />
        )}
        <BackendDoor {...props} />
        {passkey && (
          <>
            <Or>{t('staffReauth:or')}</Or>
            <PasskeyForm
              t={t}
              kind="get"
              action={passkey.action}
              options={passkey.options}
              csrf={csrf}
              submit={t('staffReauth:passkey')}
            />
          </>
        )}
        <SomebodyElse {...props} />
      </div>
    </StaffAuthLayout>
  )
}

function BackendDoor({ frame, t, csrf, offer, fixed, failed, action }: ReauthPageProps) {
  const { backend, name, url, hint } = offer
  const hasForm = Object.keys(formFields(backend)).length > 0
  return (
    <>
      {hasForm && (
        <Form action={action} csrf={csrf} class="grid gap-4">
          <BackendFields
            backend={backend}
            lang={frame.lang}
            t={t}
            sent={failed?.sent ?? null}
            fixed={fixed}
            autofocus={(failed?.sent ?? null) === null}
          />
          <Button tone="primary">{t('staffReauth:submit')}</Button>
        </Form>
      )}
      {url !== null && (
        <ButtonLink tone={hasForm ? 'plain' : 'primary'} href={url}>
          {t('staff:login.goTo', { name })}
        </ButtonLink>
      )}
      {!hasForm && url === null && <Notice tone="warn" title={t('staffReauth:noWay', { name })} />}
      {hint !== null && <BackendHint text={hint} />}
    </>
  )
}

/** Logs out; whoever logs in then goes on to the same page. */
function SomebodyElse({ t, csrf, next }: ReauthPageProps) {
  return (
    <form method="post" action="/control/logout" class="border-t border-line-soft pt-4">
      <CsrfField token={csrf} />
      {next !== null && <input type="hidden" name="next" value={next} />}
      <Button tone="ghost" small>
        {t('staffReauth:somebodyElse')}
      </Button>
    </form>
  )
}
