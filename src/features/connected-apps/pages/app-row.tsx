import type { Child } from 'hono/jsx'
import type { Translate } from '../../../platform/i18n/i18n.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { Row } from '../../../ui/lists.tsx'
import { Chip, Monogram } from '../../../ui/tags.tsx'
import type { ListedApp } from '../apps.ts'
import { capitalised } from '../rules/app-sees.ts'

interface AppRowProps {
  readonly app: ListedApp
  readonly t: Translate
  /** Where it is asked for a last time; null for those who only look. */
  readonly withdraw: string | null
}

/** One app with what it sees, since when, and how it comes to an end. */
export function AppRow({ app, t, withdraw }: AppRowProps) {
  return (
    <Row mark={<Monogram name={app.name} image={app.logo} />} title={titleOf(app, t)} hint={hintOf(app, t)}>
      {withdraw !== null && (
        <ButtonLink small tone="danger" href={withdraw}>
          {t('connectedApps:list.withdraw')} <span class="sr-only">{app.name}</span>
        </ButtonLink>
      )}
    </Row>
  )
}

function titleOf({ name, staysConnected, isActive }: ListedApp, t: Translate): Child {
  return (
    <>
      {name} {staysConnected && <Chip icon="plug">{t('connectedApps:list.staysConnected')}</Chip>}{' '}
      {!isActive && <Chip tone="warn">{t('connectedApps:list.switchedOff')}</Chip>}
    </>
  )
}

function hintOf({ sees, allowedOn, lastUsed }: ListedApp, t: Translate): Child {
  const times = [
    allowedOn === null ? null : t('connectedApps:list.allowed', { day: allowedOn }),
    lastUsed === null ? null : t('connectedApps:list.lastUsed', { when: lastUsed }),
  ].filter((time) => time !== null)
  return [sees, times.join(', ')].filter(Boolean).map(capitalised).join('. ')
}
