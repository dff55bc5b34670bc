import type { Translate } from '../../../platform/i18n/i18n.ts'
import { Or, ProviderButtons } from '../../../ui/auth-layout.tsx'
import type { LoginPageProps } from './login-props.ts'

type Ways = LoginPageProps & { readonly hasForm: boolean }

/** A way that needs a script is hidden until the script shows it; with nothing to show there is no "or" either. */
const ONLY_IF_SHOWN = '[&:not(:has(>div>:not([hidden],script)))]:hidden'

/** Marks the way that was used last in this browser. */
export function LastTime({ t, class: extra = '-mt-2' }: { t: Translate; class?: string }) {
  return <p class={`hint text-center ${extra}`}>{t('signIn:login.lastTime')}</p>
}

/** A passkey or a provider that was used last in this browser, above all other ways. */
export function LastWayFirst({ t, ways, providers, last, hasForm }: Ways) {
  const provider = providers.find(({ way }) => way === last)
  if (provider !== undefined) {
    return (
      <div class="mt-5">
        <ProviderButtons providers={[provider]} prominent={!hasForm} />
        <LastTime t={t} class="mt-2" />
        {hasForm && <Or class="mt-3">{t('signIn:login.or')}</Or>}
      </div>
    )
  }
  if (last !== 'passkey' || ways === null) return null
  return (
    <div class={ONLY_IF_SHOWN}>
      <div class="mt-5 grid gap-2">{ways}</div>
      <LastTime t={t} class="mt-2" />
      {hasForm && <Or class="mt-3">{t('signIn:login.or')}</Or>}
    </div>
  )
}

/** Passkeys, below the form; without a form below the providers, which are the way for everybody then. */
export function PasskeyWay({ t, ways, providers, last, hasForm }: Ways) {
  if (last === 'passkey') return null
  return (
    <div class={ONLY_IF_SHOWN}>
      {(hasForm || providers.length > 0) && <Or class="mt-5">{t('signIn:login.or')}</Or>}
      <div class="mt-5 grid gap-2">{ways}</div>
    </div>
  )
}

/** All providers but the one that stands above. */
export function OtherProviders({ t, providers, last, hasForm }: Ways) {
  const others = providers.filter(({ way }) => way !== last)
  if (others.length === 0) return null
  const hasAny = hasForm || others.length < providers.length
  return (
    <>
      {hasAny && <Or class="mt-5">{t('signIn:login.elsewhere')}</Or>}
      <div class="mt-5">
        <ProviderButtons providers={others} prominent={!hasAny} />
      </div>
    </>
  )
}
