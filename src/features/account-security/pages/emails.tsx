import type { Message } from '../../../core/errors.ts'
import { formatDay } from '../../../platform/i18n/format.ts'
import { say } from '../../../platform/i18n/i18n.ts'
import { AccountLayout } from '../../../ui/account-layout.tsx'
import { Button, ButtonLink, PostButton } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { Row, Rows } from '../../../ui/lists.tsx'
import { PageHead, Section } from '../../../ui/page-head.tsx'
import { Chip, IconMark, State } from '../../../ui/tags.tsx'
import { EmailField } from '../../../ui/text-fields.tsx'
import type { PageContext } from '../routes/own.ts'
import type { FurtherEmail } from '../store/customer-emails.ts'
import { FormProblems } from './form-problems.tsx'

interface EmailsPageProps extends PageContext {
  readonly typed: string
  readonly addresses: readonly FurtherEmail[]
  /** So many are possible. */
  readonly max: number
  readonly path: string
  readonly problems: Readonly<Record<string, Message>>
  readonly tooMany: Message | null
}

/** The address to log in with, and those by which orders are found, too. */
export function EmailsPage(props: EmailsPageProps) {
  const { frame, t, base, email, addresses, max, problems, tooMany } = props
  const title = t('accountSecurity:emails.title')
  return (
    <AccountLayout frame={frame} title={title}>
      <PageHead title={title} text={t('accountSecurity:emails.text')} />
      <FormProblems t={t} problems={problems} labels={{ email: t('accountSecurity:emails.new') }} tooMany={tooMany} />
      <Rows>
        <Row
          mark={<IconMark icon="mail" />}
          title={
            <span class="break-words">
              {email} <Chip tone="touch">{t('accountSecurity:emails.login')}</Chip>
            </span>
          }
        >
          <ButtonLink small href={`${base}/account/change`}>
            {t('accountSecurity:emails.change')} <span class="sr-only">{email}</span>
          </ButtonLink>
        </Row>
        {addresses.map((address) => (
          <AddressRow {...props} address={address} />
        ))}
      </Rows>
      {addresses.length >= max ? (
        <p class="mt-6 text-muted">{t('accountSecurity:emails.full', { max })}</p>
      ) : (
        <AddForm {...props} />
      )}
      <p class="mt-8">
        <a class="link" href={`${base}/account/security`}>
          {t('accountSecurity:emails.back')}
        </a>
      </p>
    </AccountLayout>
  )
}

function AddressRow({ t, locale, timeZone, csrf, path, address }: EmailsPageProps & { address: FurtherEmail }) {
  const { id, email, verifiedAt, createdAt } = address
  const isConfirmed = verifiedAt !== null
  const day = formatDay(verifiedAt ?? createdAt, locale, timeZone)
  const name = <span class="sr-only">{email}</span>
  return (
    <Row
      mark={<IconMark icon={isConfirmed ? 'mail-check' : 'mail-warning'} />}
      title={<span class="break-words">{email}</span>}
      hint={
        isConfirmed ? (
          <State tone="ok">{t('accountSecurity:emails.confirmedOn', { day })}</State>
        ) : (
          <>
            <State tone="wait">{t('accountSecurity:emails.waiting')}</State>
            <span class="block">{t('accountSecurity:emails.waitingSince', { day })}</span>
          </>
        )
      }
    >
      {isConfirmed ? (
        <ButtonLink small href={`${path}/${id}/login`}>
          {t('accountSecurity:emails.makeLogin')} {name}
        </ButtonLink>
      ) : (
        <PostButton small post={{ action: `${path}/${id}/resend`, csrf }}>
          {t('accountSecurity:emails.resend')} {name}
        </PostButton>
      )}
      <PostButton small tone="danger" post={{ action: `${path}/${id}/remove`, csrf }}>
        {t('accountSecurity:emails.remove')} {name}
      </PostButton>
    </Row>
  )
}

function AddForm({ t, csrf, path, typed, max, problems }: EmailsPageProps) {
  return (
    <Section title={t('accountSecurity:emails.add')} class="mt-10">
      <Form action={path} csrf={csrf} class="grid max-w-md gap-4">
        <EmailField
          name="email"
          label={t('accountSecurity:emails.new')}
          value={typed}
          hint={t('accountSecurity:emails.addHint', { max })}
          required
          error={problems.email && say(t, problems.email)}
        />
        <div>
          <Button tone="primary">{t('accountSecurity:emails.submit')}</Button>
        </div>
      </Form>
    </Section>
  )
}
