import type { Translate } from '../../../platform/i18n/i18n.ts'
import { Button, PostButton } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { Section } from '../../../ui/page-head.tsx'
import { FileField } from '../../../ui/text-fields.tsx'

interface LogoSectionProps {
  readonly t: Translate
  readonly csrf: string
  /** Where the form goes. */
  readonly action: string
  /** Name of the organizer. */
  readonly name: string
  /** Address of the logo; null without one. */
  readonly logo: string | null
  readonly error: string | undefined
}

export function LogoSection({ t, csrf, action, name, logo, error }: LogoSectionProps) {
  return (
    <Section title={t('office:settings.logo')} text={t('office:settings.logoText')} class="mt-12 max-w-4xl">
      {logo === null ? (
        <p class="text-muted">{t('office:settings.logoNone', { name })}</p>
      ) : (
        <div class="flex flex-wrap items-end gap-4">
          <Preview theme="foyer" text={t('office:settings.logoByDay')} {...{ logo, name }} />
          <Preview theme="foyer-dark" text={t('office:settings.logoByNight')} {...{ logo, name }} />
          <PostButton post={{ action: `${action}/remove`, csrf }} tone="danger" icon="trash-2" small>
            {t('office:settings.logoRemove')}
          </PostButton>
        </div>
      )}
      <Form action={action} csrf={csrf} class="mt-4 grid max-w-xl justify-items-start gap-3" files>
        <FileField
          name="logo"
          label={t(logo === null ? 'office:settings.logoFile' : 'office:settings.logoOther')}
          hint={t('office:settings.logoHint')}
          error={error}
          accept="image/png,image/jpeg,image/webp"
          class="w-full min-w-0"
        />
        <Button>{t('office:settings.logoUpload')}</Button>
      </Form>
    </Section>
  )
}

/** The logo as the head of the shop shows it. */
function Preview({ theme, text, logo, name }: { theme: string; text: string; logo: string; name: string }) {
  return (
    <figure class="min-w-0">
      <div
        class="flex h-20 min-w-48 items-center rounded-field border border-line bg-base-100 px-5 text-base-content"
        data-theme={theme}
      >
        <span class="shop-logo">
          <img src={logo} alt={name} />
        </span>
      </div>
      <figcaption class="hint mt-1">{text}</figcaption>
    </figure>
  )
}
