import type { Child } from 'hono/jsx'
import type { Message } from '../../../../core/errors.ts'
import { say, type Translate } from '../../../../platform/i18n/i18n.ts'
import { AuthLayout, ContinueTo } from '../../../../ui/auth-layout.tsx'
import { Button, PostButton } from '../../../../ui/button.tsx'
import { Form } from '../../../../ui/form.tsx'
import { DemoMailbox, DigitsField } from '../../../../ui/mail-digits.tsx'
import { ErrorSummary, Notice } from '../../../../ui/notice.tsx'
import { PASSKEY_SCRIPTS } from '../../../../ui/passkey-form.tsx'
import type { QuestionContext } from '../layout.ts'

/** What is wrong with a field. */
export interface Problem {
  readonly field: 'email' | 'password' | 'code'
  readonly message: Message
}

export interface QuestionPageProps {
  readonly context: QuestionContext
  /** The address that the question is about. */
  readonly email: string
  readonly problem?: Problem | undefined
  readonly notice?: Message | undefined
}

type LayoutProps = QuestionPageProps & { readonly title: string; readonly text: Child; readonly children: Child }

/** The app that waits, the title, what is asked and what went wrong; below it the forms. */
export function QuestionLayout({ context, title, text, problem, notice, children }: LayoutProps) {
  const { frame, t, panel, app } = context
  return (
    <AuthLayout frame={frame} title={title} panel={panel} scripts={PASSKEY_SCRIPTS}>
      {app && <ContinueTo {...app} text={t('signIn:login.continueTo')} />}
      <h1>{title}</h1>
      <p class="mt-2">{text}</p>
      {problem && (
        <ErrorSummary
          class="mt-5"
          title={t('signIn:problems', { count: 1 })}
          errors={[{ field: problem.field, message: `${labelOf(t, problem.field)}: ${say(t, problem.message)}` }]}
        />
      )}
      {notice && <Notice class="mt-5" tone="bad" role="alert" icon="hourglass" title={say(t, notice)} />}
      {children}
    </AuthLayout>
  )
}

export function errorOf(t: Translate, problem: Problem | undefined, field: Problem['field']): string | undefined {
  return problem?.field === field ? say(t, problem.message) : undefined
}

export function labelOf(t: Translate, field: Problem['field']): string {
  return t(field === 'code' ? 'signIn:code.type.field' : `signIn:field.${field}`)
}

/** Which of the questions of this browser a form answers. */
export function QuestionField({ context }: Pick<QuestionPageProps, 'context'>) {
  return <input type="hidden" name="question" value={context.question} />
}

type DigitsFormProps = Pick<QuestionPageProps, 'context' | 'problem'> & {
  readonly action: string
  readonly submit: string
}

/** Six digits of a mail. */
export function DigitsForm({ context, problem, action, submit }: DigitsFormProps) {
  const { t, csrf, mailbox } = context
  return (
    <>
      <Form action={action} csrf={csrf} class="mt-5 grid gap-4">
        <QuestionField context={context} />
        <DigitsField label={labelOf(t, 'code')} error={errorOf(t, problem, 'code')} />
        <Button tone="primary">{submit}</Button>
      </Form>
      <DemoMailbox href={mailbox} title={t('signIn:sent.demoText')}>
        {t('signIn:sent.demo')}
      </DemoMailbox>
    </>
  )
}

type PostProps = Pick<QuestionPageProps, 'context'> & {
  /** Below the organizer's pages. */
  readonly path: string
  readonly tone?: 'plain' | 'primary' | 'ghost'
  readonly small?: boolean
  /** As wide as a field. */
  readonly wide?: boolean
  readonly children: Child
}

/** A button that answers the question, or leaves it. */
export function QuestionButton({ context, path, tone = 'plain', small = false, wide = false, children }: PostProps) {
  const post = { action: context.base + path, csrf: context.csrf }
  return (
    <PostButton
      post={post}
      tone={tone}
      small={small}
      fields={{ question: context.question }}
      formClass={wide ? 'grid' : undefined}
    >
      {children}
    </PostButton>
  )
}
