import { LOCALES } from '../../../platform/i18n/i18n.ts'
import { addressInUse } from '../settings.ts'
import { type LocalizedText, type SsoProvider, type SsoProviderInput, SYNCED_FIELDS } from '../types.ts'
import { writeParams } from './authorize-params.ts'
import { NAME_PARTS, type TypedFields } from './fields.ts'

/** What the fields of a form say, to be checked by `create` and `update`. */
export function inputOf(typed: TypedFields): SsoProviderInput {
  return present({
    slug: typed.slug,
    preset: typed.preset,
    isActive: isOn(typed.is_active),
    name: textOf((locale) => typed[`name.${locale}`]),
    buttonLabel: textOf((locale) => typed[`button_label.${locale}`]),
    issuer: typed.issuer,
    clientId: typed.client_id,
    clientSecret: typed.client_secret,
    clientKey: typed.client_key,
    newIdentities: isOn(typed.new_identities),
    settings: present({
      scope: typed.scope,
      responseMode: typed.response_mode,
      authMethod: typed.auth_method,
      claimsFrom: typed.claims_from,
      emailPolicy: typed.email_policy,
      accountPage: typed.account_page,
      authorizeParams: typed.authorize_params,
      addressInUse: typed.address_in_use,
      trustsSecondFactor: isOn(typed.trusts_second_factor),
      createsAccounts: isOn(typed.creates_accounts),
      apple: present({ teamId: typed['apple.team_id'], keyId: typed['apple.key_id'] }),
      claims: present({
        subject: typed['claims.subject'],
        email: typed['claims.email'],
        emailVerified: typed['claims.email_verified'],
        phone: typed['claims.phone'],
        locale: typed['claims.locale'],
        name: textsOf(NAME_PARTS, (part) => typed[`claims.name.${part}`]),
      }),
      sync: textsOf(SYNCED_FIELDS, (field) => typed[`sync.${field}`]),
      logout: present({
        rpInitiated: isOn(typed['logout.rp_initiated']),
        backChannel: isOn(typed['logout.back_channel']),
        frontChannel: isOn(typed['logout.front_channel']),
      }),
    }),
  })
}

type Described = Pick<
  SsoProvider,
  'slug' | 'preset' | 'isActive' | 'name' | 'buttonLabel' | 'issuer' | 'clientId' | 'settings'
>

/** What the fields of a form hold for a provider, without secret and key. The inverse of `inputOf`. */
export function typedFieldsOf(provider: Described): TypedFields {
  const { settings } = provider
  return {
    slug: provider.slug,
    preset: provider.preset,
    ...Object.fromEntries(LOCALES.map((locale) => [`name.${locale}`, provider.name[locale] ?? ''])),
    ...Object.fromEntries(LOCALES.map((locale) => [`button_label.${locale}`, provider.buttonLabel[locale] ?? ''])),
    issuer: provider.issuer,
    client_id: provider.clientId,
    auth_method: settings.authMethod,
    'apple.team_id': settings.apple.teamId,
    'apple.key_id': settings.apple.keyId,
    scope: settings.scope,
    response_mode: settings.responseMode,
    claims_from: settings.claimsFrom,
    'claims.subject': settings.claims.subject,
    'claims.email': settings.claims.email,
    'claims.email_verified': settings.claims.emailVerified,
    'claims.phone': settings.claims.phone,
    'claims.locale': settings.claims.locale,
    ...Object.fromEntries(NAME_PARTS.map((part) => [`claims.name.${part}`, settings.claims.name[part] ?? ''])),
    authorize_params: writeParams(settings.authorizeParams),
    email_policy: settings.emailPolicy,
    address_in_use: addressInUse(settings),
    ...Object.fromEntries(SYNCED_FIELDS.map((field) => [`sync.${field}`, settings.sync[field]])),
    account_page: settings.accountPage,
    is_active: onOf(provider.isActive),
    trusts_second_factor: onOf(settings.trustsSecondFactor),
    creates_accounts: onOf(settings.createsAccounts),
    'logout.rp_initiated': onOf(settings.logout.rpInitiated),
    'logout.back_channel': onOf(settings.logout.backChannel),
    'logout.front_channel': onOf(settings.logout.frontChannel),
  }
}

function textOf(of: (locale: (typeof LOCALES)[number]) => string | undefined): LocalizedText | undefined {
  const texts = Object.fromEntries(LOCALES.map((locale) => [locale, of(locale)]))
  return Object.values(texts).some((text) => text !== undefined) ? texts : undefined
}

/** What was typed, by name. */
function textsOf<Name extends string>(
  names: readonly Name[],
  of: (name: Name) => string | undefined,
): { [K in Name]?: string } & Record<string, string> {
  const entries = names.flatMap((name) => {
    const text = of(name)
    return text === undefined ? [] : [[name, text] as const]
  })
  return Object.fromEntries(entries) as { [K in Name]?: string } & Record<string, string>
}

function isOn(typed: string | undefined): boolean | undefined {
  return typed === undefined ? undefined : ['on', 'true', '1', 'yes'].includes(typed.trim().toLowerCase())
}

function onOf(value: boolean): string {
  return value ? 'on' : ''
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** Without what is undefined. */
function present<T extends object>(values: T): Present<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Present<T>
}
