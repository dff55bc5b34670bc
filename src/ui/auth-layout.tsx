import type { PropsWithChildren } from 'hono/jsx'
import { classNames } from './class-names.ts'
import { Document } from './document.tsx'
import { ShopLogo } from './logo.tsx'
import { Flash } from './notice.tsx'
import { Seats } from './seats.tsx'
import { ShopFoot, type ShopFrame } from './shop-layout.tsx'
import { Monogram } from './tags.tsx'

export type AuthLayoutProps = PropsWithChildren<{
  frame: ShopFrame
  title: string
  /** On the panel beside the form; not shown on a phone. */
  panel?: { title: string; text?: string | undefined } | undefined
  scripts?: string[] | undefined
}>

/** Everything before there is a session: log in, register, reset, second step, consent. Children begin with an h1. */
export function AuthLayout({ frame, title, panel, scripts, children }: AuthLayoutProps) {
  return (
    <Document frame={frame} title={title} look="shop" scripts={scripts}>
      <div class="auth">
        <AuthBrand frame={frame} panel={panel} />
        <div class="auth-side">
          <main id="content" class="auth-form">
            <Flash messages={frame.flash} />
            {children}
          </main>
          <ShopFoot frame={frame} alwaysLanguages />
        </div>
      </div>
    </Document>
  )
}

function AuthBrand({ frame, panel }: Pick<AuthLayoutProps, 'frame' | 'panel'>) {
  return (
    <header class="auth-brand">
      <ShopLogo name={frame.siteName} href={frame.home} image={frame.logo} />
      {panel && (
        <div class="relative mt-auto hidden pb-36 lg:block">
          <p class="display text-3xl">{panel.title}</p>
          {panel.text !== undefined && <p class="mt-3 max-w-80">{panel.text}</p>}
        </div>
      )}
      <Seats class="auth-art" />
    </header>
  )
}

type ContinueToProps = {
  /** The app. */
  name: string
  /** Where it lives. */
  host: string
  /** Address of its logo, or null. */
  logo?: string | null | undefined
  /** "Log in to continue to"; the name follows. */
  text: string
}

/** Names the app that asked for the login, above the title. */
export function ContinueTo({ name, host, logo, text }: ContinueToProps) {
  return (
    <div class="continue-to mb-6">
      <Monogram name={name} image={logo} />
      <p class="min-w-0">
        {text} <strong>{name}</strong>
        <br />
        <span class="hint">{host}</span>
      </p>
    </div>
  )
}

/** "or", between two ways to log in. */
export function Or({ children, class: extra }: PropsWithChildren<{ class?: string | undefined }>) {
  return <p class={extra ? `or ${extra}` : 'or'}>{children}</p>
}

export type ProviderLink = {
  /** Gives the letter where there is no icon. */
  readonly name: string
  /** What stands on the button. */
  readonly label: string
  readonly href: string
  /** Address of its icon. */
  readonly icon?: string | null | undefined
}

/** One link for each identity provider. `prominent` where there is no other way to log in. */
export function ProviderButtons({
  providers,
  prominent = false,
}: {
  providers: readonly ProviderLink[]
  prominent?: boolean | undefined
}) {
  return (
    <div class="grid gap-2">
      {providers.map(({ name, label, href, icon }) => (
        <a class={classNames('btn justify-start text-start', prominent && 'btn-primary')} href={href}>
          <Monogram name={name} image={icon} class="size-6 text-xs" />
          {label}
        </a>
      ))}
    </div>
  )
}
