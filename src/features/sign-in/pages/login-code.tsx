import type { Message } from '../../../core/errors.ts'
import { say, type Translate } from '../../../platform/i18n/i18n.ts'
import { AuthLayout } from '../../../ui/auth-layout.tsx'
import { Button, PostButton } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { DemoMailbox, DigitsField } from '../../../ui/mail-digits.tsx'
import { Notice } from '../../../ui/notice.tsx'
import type { ShopFrame } from '../../../ui/shop-layout.tsx'
import { EmailField } from '../../../ui/text-fields.tsx'
import type { Problems } from '../forms.ts'
import type { NextApp } from '../types.ts'
import { FormProblems, NextField, WaitingApp } from './parts.tsx'

interface Common {
  readonly frame: ShopFrame
  readonly t: Translate
  readonly csrf: string
  readonly panel: { readonly title: string; readonly text: string }
  readonly app: NextApp | null
  /** Goes on after the login; a path of this site. */
  readonly next: string | null
  readonly email: string
}

interface AskCodePageProps extends Common {
  readonly links: { readonly action: string; readonly login: string }
  readonly problems: Problems
  readonly notice: Message | null
}

/** Asks for the address to which six digits are sent. */
export function AskCodePage({ frame, t, csrf, panel, app, links, next, email, problems, notice }: AskCodePageProps) {
  return (
    <AuthLayout frame={frame} title={t('signIn:code.ask.title')} panel={panel}>
      <WaitingApp app={app} t={t} />
      <h1>{t('signIn:code.ask.title')}</h1>
      <p class="mt-1 text-muted">{t('signIn:code.ask.text')}</p>
      <FormProblems problems={problems} labels={{ email: t('signIn:field.email') }} t={t} />
      {notice && <Notice class="mt-5" tone="bad" role="alert" icon="hourglass" title={say(t, notice)} />}
      <Form action={links.action} csrf={csrf} class="mt-5 grid gap-4">
        <NextField next={next} />
        <EmailField
          name="email"
          label={t('signIn:field.email')}
          value={email}
          autocomplete="username"
          required
          error={problems.email && say(t, problems.email)}
        />
        <Button tone="primary">{t('signIn:code.ask.submit')}</Button>
      </Form>
      <BackToLogin href={links.login} t={t} />
    </AuthLayout>
  )
}

interface TypeCodePageProps extends Common {
  readonly links: {
    readonly action: string
    /** Where the address is posted for another code. */
    readonly again: string
    readonly otherAddress: string
    readonly login: string
  }
  readonly problem: Message | null
  /** Where the demo shows its mails; null outside the demo. */
  readonly mailbox: string | null
}

/** Where the digits are typed. Says the same for every address. */
export function TypeCodePage(props: TypeCodePageProps) {
  const { frame, t, csrf, panel, app, links, next, email, problem, mailbox } = props
  return (
    <AuthLayout frame={frame} title={t('signIn:code.type.title')} panel={panel}>
      <WaitingApp app={app} t={t} />
      <h1>{t('signIn:code.type.title')}</h1>
      <p class="mt-2">{t('signIn:code.type.text', { email })}</p>
      {problem && <FormProblems problems={{ code: problem }} labels={{ code: t('signIn:code.type.field') }} t={t} />}
      <Form action={links.action} csrf={csrf} class="mt-5 grid gap-4">
        <DigitsField label={t('signIn:code.type.field')} error={problem ? say(t, problem) : undefined} />
        <Button tone="primary">{t('signIn:login.submit')}</Button>
      </Form>
      <DemoMailbox href={mailbox} title={t('signIn:sent.demoText')}>
        {t('signIn:sent.demo')}
      </DemoMailbox>
      <p class="mt-6">{t('signIn:code.type.notArrived')}</p>
      <div class="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <PostButton small post={{ action: links.again, csrf }} fields={{ email, ...(next !== null && { next }) }}>
          {t('signIn:code.type.again')}
        </PostButton>
        <a class="link" href={links.otherAddress}>
          {t('signIn:code.type.otherAddress')}
        </a>
      </div>
      <BackToLogin href={links.login} t={t} />
    </AuthLayout>
  )
}

function BackToLogin({ href, t }: { href: string; t: Translate }) {
  return (
    <p class="mt-6">
      <a class="link" href={href}>
        {t('signIn:reset.back')}
      </a>
    </p>
  )
}
