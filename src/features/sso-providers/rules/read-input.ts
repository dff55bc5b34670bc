import { InvalidInput } from '../../../core/errors.ts'
import {
  ADDRESS_IN_USE,
  AUTH_METHODS,
  addressInUse,
  CLAIMS_FROM,
  DEFAULT_SETTINGS,
  EMAIL_POLICIES,
  RESPONSE_MODES,
  SYNC_POLICIES,
} from '../settings.ts'
import type { LocalizedText, ProviderSettings, SsoProviderInput, SYNCED_FIELDS, TypedSettings } from '../types.ts'
import { readParams } from './authorize-params.ts'
import { readClaimNames } from './claim-names.ts'
import type { Fields } from './fields.ts'
import { issuerOf, issuerProblem, pageProblem } from './issuer.ts'
import { readLocalized } from './names.ts'
import { bad, readText, readWord } from './reading.ts'

/** What is stored of a provider apart from its slug, secrets and metadata. */
export interface ProviderDraft {
  readonly isActive: boolean
  readonly name: LocalizedText
  readonly buttonLabel: LocalizedText
  readonly preset: string
  readonly issuer: string
  readonly clientId: string
  readonly settings: ProviderSettings
}

/** A provider before anything was typed. */
export const NEW_PROVIDER: ProviderDraft = {
  isActive: true,
  name: {},
  buttonLabel: {},
  preset: 'other',
  issuer: '',
  clientId: '',
  settings: DEFAULT_SETTINGS,
}

/** What a provider is to be, from what it was and what was typed; notes what is wrong with each field. */
export function readInput(input: SsoProviderInput, before: ProviderDraft, wrong: Fields): ProviderDraft {
  const name = readLocalized('name', input.name, before.name, wrong)
  if (Object.keys(name).length === 0) wrong['name.en'] ??= bad('nameMissing')
  const issuer = input.issuer === undefined ? before.issuer : issuerOf(input.issuer)
  const issuerIs = issuerProblem(issuer)
  if (issuerIs) wrong.issuer = issuerIs
  const clientId = readText('client_id', input.clientId, before.clientId, 500, wrong)
  if (clientId === '') wrong.client_id = bad('clientIdMissing')
  return {
    isActive: input.isActive ?? before.isActive,
    name,
    buttonLabel: readLocalized('button_label', input.buttonLabel, before.buttonLabel, wrong),
    preset: before.preset,
    issuer,
    clientId,
    settings: readSettings(input.settings ?? {}, before.settings, wrong),
  }
}

function readSettings(typed: TypedSettings, before: ProviderSettings, wrong: Fields): ProviderSettings {
  const accountPage = readText('account_page', typed.accountPage, before.accountPage, 1000, wrong)
  const pageIs = pageProblem(accountPage)
  if (pageIs) wrong.account_page = pageIs
  const settings: ProviderSettings = {
    scope: readScope(typed.scope, before.scope, wrong),
    responseMode: readWord('response_mode', RESPONSE_MODES, typed.responseMode, before.responseMode, wrong),
    authMethod: readWord('auth_method', AUTH_METHODS, typed.authMethod, before.authMethod, wrong),
    apple: {
      teamId: readText('apple.team_id', typed.apple?.teamId, before.apple.teamId, 50, wrong),
      keyId: readText('apple.key_id', typed.apple?.keyId, before.apple.keyId, 50, wrong),
    },
    claimsFrom: readWord('claims_from', CLAIMS_FROM, typed.claimsFrom, before.claimsFrom, wrong),
    claims: readClaimNames(typed.claims, before.claims, wrong),
    authorizeParams: readAuthorizeParams(typed.authorizeParams, before.authorizeParams, wrong),
    emailPolicy: readWord('email_policy', EMAIL_POLICIES, typed.emailPolicy, before.emailPolicy, wrong),
    ...readInUse(typed, before, wrong),
    sync: readSync(typed.sync, before.sync, wrong),
    trustsSecondFactor: typed.trustsSecondFactor ?? before.trustsSecondFactor,
    createsAccounts: typed.createsAccounts ?? before.createsAccounts,
    accountPage,
    logout: { ...before.logout, ...typed.logout },
  }
  if (settings.authMethod === 'apple') {
    if (settings.apple.teamId === '') wrong['apple.team_id'] = bad('needed')
    if (settings.apple.keyId === '') wrong['apple.key_id'] = bad('needed')
  }
  return settings
}

/** OpenID Connect Core 3.1.2.1: the scope of a login holds `openid`. */
function readScope(typed: string | undefined, before: string, wrong: Fields): string {
  const words = [
    ...new Set(
      readText('scope', typed, before, 1000, wrong)
        .split(/[\s,]+/)
        .filter(Boolean),
    ),
  ]
  if (!words.includes('openid')) wrong.scope ??= bad('scopeOpenid')
  else if (!words.every((word) => /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(word))) wrong.scope ??= bad('scopeCharacters')
  return words.join(' ')
}

function readAuthorizeParams(
  typed: TypedSettings['authorizeParams'],
  before: ProviderSettings['authorizeParams'],
  wrong: Fields,
): ProviderSettings['authorizeParams'] {
  if (typed === undefined) return before
  const read = readParams(typed)
  if ('params' in read) return read.params
  wrong.authorize_params = read.problem
  return before
}

function readInUse(
  { addressInUse: word, isAuthoritative }: TypedSettings,
  before: ProviderSettings,
  wrong: Fields,
): Pick<ProviderSettings, 'isAuthoritative' | 'refusesInUse'> {
  const asSwitch = isAuthoritative === undefined ? undefined : isAuthoritative ? 'link' : 'prove'
  const choice = readWord('address_in_use', ADDRESS_IN_USE, word ?? asSwitch, addressInUse(before), wrong)
  return { isAuthoritative: choice === 'link', refusesInUse: choice === 'refuse' }
}

function readSync(
  typed: TypedSettings['sync'],
  before: ProviderSettings['sync'],
  wrong: Fields,
): ProviderSettings['sync'] {
  const policy = (field: (typeof SYNCED_FIELDS)[number]) =>
    readWord(`sync.${field}`, SYNC_POLICIES, typed?.[field], before[field], wrong)
  return { email: policy('email'), name: policy('name'), phone: policy('phone'), locale: policy('locale') }
}

/** @throws InvalidInput when anything is wrong */
export function refuseWrong(wrong: Fields): void {
  if (Object.keys(wrong).length > 0) throw new InvalidInput(wrong)
}
