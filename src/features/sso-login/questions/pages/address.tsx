import { Button } from '../../../../ui/button.tsx'
import { Form } from '../../../../ui/form.tsx'
import { EmailField } from '../../../../ui/text-fields.tsx'
import { CONFIRM } from '../paths.ts'
import { Cancel } from './leave.tsx'
import { errorOf, labelOf, QuestionField, QuestionLayout, type QuestionPageProps } from './parts.tsx'

/** Asks for an address, which is confirmed afterwards. */
export function AddressPage(props: QuestionPageProps) {
  const { context, email, problem } = props
  const { t, base, csrf, provider, organizer } = context
  return (
    <QuestionLayout
      {...props}
      title={t('ssoQuestions:address.title')}
      text={t('ssoQuestions:address.text', { provider, organizer })}
    >
      <Form action={`${base}${CONFIRM}/send`} csrf={csrf} class="mt-5 grid gap-4">
        <QuestionField context={context} />
        <EmailField
          name="email"
          label={labelOf(t, 'email')}
          value={email}
          autocomplete="email"
          required
          error={errorOf(t, problem, 'email')}
        />
        <Button tone="primary">{t('signIn:code.ask.submit')}</Button>
      </Form>
      <div class="mt-6">
        <Cancel context={context} />
      </div>
    </QuestionLayout>
  )
}
