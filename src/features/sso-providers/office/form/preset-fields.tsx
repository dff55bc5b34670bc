import { FormSection } from '../../../../ui/form.tsx'
import { PRESETS } from '../../presets/presets.ts'
import type { ProviderPreset } from '../../presets/types.ts'
import type { PageContext } from '../context.ts'
import type { ProviderForm } from './provider-form.tsx'

interface PresetCardsProps {
  readonly context: PageContext
  /** Address that begins with this kind of provider. */
  readonly href: (preset: ProviderPreset) => string
  readonly current?: ProviderPreset | undefined
}

/** Kinds of providers, each a link to a form that is filled in with what is known of it. */
export function PresetCards({ context: { t }, href, current }: PresetCardsProps) {
  return (
    <ul class="grid grid-cols-1 gap-2 xs:grid-cols-2 sm:grid-cols-3">
      {PRESETS.map((preset) => (
        <li class="grid">
          <a
            class={preset === current ? 'choice-card border-(--touch-edge) bg-touch-soft' : 'choice-card'}
            href={href(preset)}
            aria-current={preset === current ? 'true' : undefined}
          >
            <span class="min-w-0 font-semibold">{titleOf(t, preset)}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

export function titleOf(t: PageContext['t'], { title }: ProviderPreset): string {
  return title ?? t('ssoProvidersOffice:preset.other')
}

/** What runs there, and what has to be known of it. */
export function PresetFields({ form, href }: { form: ProviderForm; href: PresetCardsProps['href'] }) {
  const { context, preset } = form
  const { t } = context
  return (
    <FormSection title={t('ssoProvidersOffice:section.preset')} hint={t('ssoProvidersOffice:section.presetHint')} first>
      <PresetCards context={context} href={href} current={preset} />
      <Hints form={form} />
      <input type="hidden" name="preset" value={preset.key} />
    </FormSection>
  )
}

export function Hints({ form: { context, preset } }: { form: Pick<ProviderForm, 'context' | 'preset'> }) {
  const { t } = context
  return (
    <ul class="grid max-w-prose list-disc gap-1 ps-5 text-ui text-muted">
      {preset.registerAt !== null && (
        <li>
          {t('ssoProvidersOffice:preset.registerAt', { title: titleOf(t, preset) })}{' '}
          <a class="link [overflow-wrap:anywhere]" href={preset.registerAt} rel="noreferrer">
            {new URL(preset.registerAt).host}
          </a>
        </li>
      )}
      {preset.hints.map((hint) => (
        <li>{t(hint)}</li>
      ))}
    </ul>
  )
}
