import type { Translate } from '../../../platform/i18n/i18n.ts'
import { AuthLayout } from '../../../ui/auth-layout.tsx'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import type { ShopFrame } from '../../../ui/shop-layout.tsx'

interface PageProps {
  readonly frame: ShopFrame
  readonly t: Translate
}

interface ContinuePageProps extends PageProps {
  readonly csrf: string
  readonly action: string
  readonly person: string
  readonly email: string
  /** Host of the checkout. */
  readonly host: string
  readonly otherAccount: string
}

/** Asks the person before the checkout learns who they are. */
export function ContinuePage({ frame, t, csrf, action, person, email, host, otherAccount }: ContinuePageProps) {
  return (
    <AuthLayout frame={frame} title={t('popupLogin:title')}>
      <h1>{t('popupLogin:title')}</h1>
      <p class="mt-2">{t('popupLogin:who', { person })}</p>
      {person !== email && <p class="hint">{email}</p>}
      <p class="mt-3">{t('popupLogin:goesTo', { host })}</p>
      <Form action={action} csrf={csrf} class="mt-6 grid gap-2">
        <Button tone="primary" name="answer" value="continue">
          {t('popupLogin:submit', { person })}
        </Button>
        <Button tone="ghost" name="answer" value="cancel">
          {t('popupLogin:cancel')}
        </Button>
      </Form>
      <p class="mt-5 text-center">
        <a class="link" href={otherAccount}>
          {t('popupLogin:other')}
        </a>
      </p>
    </AuthLayout>
  )
}

interface HandOverPageProps extends PageProps {
  readonly origin: string
  /** The one-time value; null when the person canceled. */
  readonly value: string | null
}

/** Hands the value to the page that opened this window. Its script is `popup-login`. */
export function HandOverPage({ frame, t, origin, value }: HandOverPageProps) {
  const words = value === null ? (['canceled', 'canceledText'] as const) : (['done', 'doneText'] as const)
  const title = t(`popupLogin:${words[0]}`)
  return (
    <AuthLayout frame={frame} title={title} scripts={['popup-login']}>
      <h1>{title}</h1>
      <p class="mt-2">{t(`popupLogin:${words[1]}`)}</p>
      <div hidden id="hand-over" data-origin={origin} data-value={value ?? ''} />
    </AuthLayout>
  )
}

interface ProblemPageProps extends PageProps {
  readonly title: string
  readonly text: string
  readonly back?: { readonly href: string; readonly text: string }
}

export function ProblemPage({ frame, title, text, back }: ProblemPageProps) {
  return (
    <AuthLayout frame={frame} title={title}>
      <h1>{title}</h1>
      <p class="mt-2">{text}</p>
      {back && (
        <div class="mt-5">
          <ButtonLink href={back.href}>{back.text}</ButtonLink>
        </div>
      )}
    </AuthLayout>
  )
}
