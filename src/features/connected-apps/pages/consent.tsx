import type { Translate } from '../../../platform/i18n/i18n.ts'
import type { ProviderClient } from '../../../protocol/provider/types.ts'
import { AuthLayout } from '../../../ui/auth-layout.tsx'
import { Button } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { CastList } from '../../../ui/lists.tsx'
import { Notice } from '../../../ui/notice.tsx'
import type { ShopFrame } from '../../../ui/shop-layout.tsx'
import { Monogram } from '../../../ui/tags.tsx'
import { webAddress } from '../rules/web-address.ts'
import type { ToldLine } from '../told.ts'

export interface ConsentPageProps {
  readonly frame: ShopFrame
  readonly t: Translate
  readonly csrf: string
  /** Name of the organizer. */
  readonly organizer: string
  /** Who asks, and where the person goes afterwards. */
  readonly app: { readonly name: string; readonly logo: string | null; readonly host: string }
  readonly client: Pick<ProviderClient, 'isFirstParty' | 'consent' | 'clientUri' | 'policyUri' | 'tosUri'>
  /** The one who is logged in: the name, or the address. */
  readonly person: string
  readonly lines: readonly ToldLine[]
  /** The app wants to look the details up later, too. */
  readonly staysConnected: boolean
  readonly links: { readonly action: string; readonly notYou: string; readonly apps: string }
  /** The request that waits for the answer. */
  readonly next: string
  /** Names what this page shows. */
  readonly shown: string
}

/** Asks whether an app may have what stands here. */
export function ConsentPage(props: ConsentPageProps) {
  const { frame, t, organizer, app, client, person, lines, staysConnected, links } = props
  const name = app.name
  const title = t(client.isFirstParty ? 'connectedApps:consent.titleOwn' : 'connectedApps:consent.title', { app: name })
  return (
    <AuthLayout
      frame={frame}
      title={title}
      panel={{ title: t('signIn:panel.title', { organizer }), text: t('signIn:panel.text') }}
    >
      <div class="flex items-center gap-3">
        <Monogram name={organizer} image={frame.logo?.src} plain large />
        <Icon name="arrow-right" />
        <Monogram name={name} image={app.logo} large />
      </div>
      <h1 class="mt-5">{title}</h1>
      {client.isFirstParty && <p class="mt-1">{t('connectedApps:consent.textOwn', { app: name, organizer })}</p>}
      <p class="mt-1 text-muted">
        {t('connectedApps:consent.person', { person })}{' '}
        <a class="link" href={links.notYou}>
          {t('connectedApps:consent.notYou')}
        </a>
      </p>
      <CastList class="mt-6" items={lines.map((line) => ({ label: line.label, value: <Value line={line} /> }))} />
      {staysConnected && (
        <Notice class="mt-5" tone="info" icon="plug" title={t('connectedApps:consent.offline')}>
          {t('connectedApps:consent.offlineText', { app: name })}
        </Notice>
      )}
      <p class="mt-5 flex gap-2 text-muted">
        <Icon name="eye-off" />
        <span>{t('connectedApps:consent.not')}</span>
      </p>
      <Answers {...props} />
      <SmallPrint {...props} />
    </AuthLayout>
  )
}

function Value({ line: { values, empty } }: { line: ToldLine }) {
  if (values.length === 0) return <span class="font-normal text-muted">{empty}</span>
  return (
    <span class="break-words">
      {values.map((value, index) => (
        <>
          {index > 0 && <br />}
          {value}
        </>
      ))}
    </span>
  )
}

/** The first button is the one that Enter presses. */
function Answers({ t, csrf, links, client, app, next, shown }: ConsentPageProps) {
  return (
    <Form action={links.action} csrf={csrf} class="mt-5 grid gap-2 sm:grid-cols-[minmax(0,1fr)_auto]">
      <input type="hidden" name="next" value={next} />
      <input type="hidden" name="shown" value={shown} />
      <Button tone="primary" name="decision" value="allowed">
        {client.isFirstParty
          ? t('connectedApps:consent.allowOwn', { app: app.name })
          : t('connectedApps:consent.allow')}
      </Button>
      <Button name="decision" value="denied">
        {t('connectedApps:consent.deny')}
      </Button>
    </Form>
  )
}

const HOW_OFTEN = { once: 'remembered', always: 'eachTime', never: 'thisTime' } as const

function SmallPrint({ t, app, client, links }: ConsentPageProps) {
  const pages = [
    { href: webAddress(client.clientUri), text: t('connectedApps:consent.homepage') },
    { href: webAddress(client.policyUri), text: t('connectedApps:consent.privacy') },
    { href: webAddress(client.tosUri), text: t('connectedApps:consent.terms') },
  ].filter(({ href }) => href !== null)
  return (
    <div class="hint mt-5 grid gap-1 border-t border-line pt-4">
      <p>
        {t('connectedApps:consent.nextStop', { host: app.host })}{' '}
        {t(`connectedApps:consent.${HOW_OFTEN[client.consent]}`, { app: app.name })}
      </p>
      <p>
        {t('connectedApps:consent.takeBack')}{' '}
        <a class="link" href={links.apps}>
          {t('connectedApps:list.title')}
        </a>
      </p>
      {pages.length > 0 && (
        <p class="flex flex-wrap gap-x-3">
          <span>{t('connectedApps:consent.about')}</span>
          {pages.map(({ href, text }) => (
            <a class="link" href={href ?? ''} rel="noreferrer">
              {text}
            </a>
          ))}
        </p>
      )}
    </div>
  )
}
