import type { Message } from '../../../core/errors.ts'
import { say, type Translate } from '../../../platform/i18n/i18n.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { CastList } from '../../../ui/lists.tsx'
import { ErrorSummary, Notice } from '../../../ui/notice.tsx'
import type { PageFrame } from '../../../ui/page-frame.ts'
import { Section } from '../../../ui/page-head.tsx'
import { StaffAuthLayout } from '../../../ui/staff-auth-layout.tsx'
import { RegistrationFields } from '../../native-accounts/index.ts'
import type { User } from '../../staff/index.ts'
import type { OpenInvite } from '../service/invite-joining.ts'

interface InvitationPageProps {
  readonly frame: PageFrame
  readonly t: Translate
  readonly csrf: string
  /** Of this page. */
  readonly address: string
  /** The login page, with the way back here. */
  readonly logIn: string
  readonly invite: OpenInvite
  /** Day and time. */
  readonly until: string
  /** Who is logged in. */
  readonly user: User | null
  /** Whether accounts with a password can be made here. */
  readonly canRegister: boolean
  readonly values: { readonly email?: string; readonly fullname?: string }
  readonly problems: Readonly<Record<string, Message>>
}

export function InvitationPage(props: InvitationPageProps) {
  const { frame, t, invite, until, user, canRegister, problems } = props
  const names = { team: invite.team.name, organizer: invite.organizer.name }
  const errors = Object.entries(problems).map(([field, message]) => ({ field, message: say(t, message) }))
  const text =
    invite.sender === null
      ? t('teams:invite.textNobody', names)
      : t('teams:invite.text', { ...names, sender: invite.sender })
  return (
    <StaffAuthLayout
      frame={frame}
      home="/control/"
      title={t('teams:invite.title', names)}
      text={text}
      scripts={user === null && canRegister ? [RegistrationFields.script] : []}
    >
      <div class="grid gap-6">
        {errors.length > 0 && <ErrorSummary title={t('words:problems')} errors={errors} />}
        <CastList
          items={[
            { label: t('teams:invite.organizer'), value: names.organizer },
            { label: t('teams:invite.team'), value: names.team },
            { label: t('teams:invite.sentTo'), value: invite.email },
            { label: t('teams:invite.until'), value: until },
          ]}
        />
        {user === null ? <Stranger {...props} /> : <Join {...props} user={user} />}
      </div>
    </StaffAuthLayout>
  )
}

function Join({ t, csrf, address, invite, user }: InvitationPageProps & { readonly user: User }) {
  const params = { email: user.email, invited: invite.email }
  return (
    <>
      {user.email === invite.email ? (
        <p>{t('teams:invite.asYou', params)}</p>
      ) : (
        <Notice tone="info" title={t('teams:invite.asYou', params)}>
          {t('teams:invite.otherAddress', params)}
        </Notice>
      )}
      <Form action={address} csrf={csrf} class="flex flex-wrap gap-2">
        <Button tone="primary">{t('teams:invite.join')}</Button>
        <ButtonLink tone="ghost" href="/control/">
          {t('teams:invite.notNow')}
        </ButtonLink>
      </Form>
    </>
  )
}

function Stranger({ t, csrf, address, logIn, canRegister, values, problems }: InvitationPageProps) {
  const logInLink = (
    <ButtonLink tone={canRegister ? undefined : 'primary'} href={logIn}>
      {t('teams:invite.logIn')}
    </ButtonLink>
  )
  if (!canRegister) {
    return (
      <>
        <p>{t('teams:invite.ssoText')}</p>
        {logInLink}
      </>
    )
  }
  return (
    <>
      <Section title={t('teams:invite.haveAccount')} text={t('teams:invite.haveAccountText')}>
        <div class="mt-3">{logInLink}</div>
      </Section>
      <Section title={t('teams:invite.noAccount')} text={t('teams:invite.noAccountText')}>
        <Form action={`${address}/register`} csrf={csrf} class="mt-3 grid gap-4">
          <RegistrationFields t={t} values={values} problems={problems} />
          <Button tone="primary">{t('teams:invite.register')}</Button>
        </Form>
      </Section>
    </>
  )
}
