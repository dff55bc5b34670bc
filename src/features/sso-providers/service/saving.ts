import { InvalidInput, NotFound } from '../../../core/errors.ts'
import { newId, type OrganizerId, type SsoProviderId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import { LOCALES } from '../../../platform/i18n/i18n.ts'
import type { Platform } from '../../../platform/platform.ts'
import { ProviderProblem } from '../../../protocol/client/errors.ts'
import type { AuditActor } from '../../audit/index.ts'
import { createdView } from '../audit-view.ts'
import { draftOf, presetOf } from '../presets/presets.ts'
import { draftColumns, toProvider } from '../rows.ts'
import type { Fields } from '../rules/fields.ts'
import { afterCheck } from '../rules/health.ts'
import { inLanguage } from '../rules/names.ts'
import { NEW_PROVIDER, type ProviderDraft, readInput, refuseWrong } from '../rules/read-input.ts'
import { bad } from '../rules/reading.ts'
import { readSlug, slugFor } from '../rules/slug.ts'
import { providerCustomerStore } from '../store/customers.ts'
import { type ProviderRow, ssoProviderStore } from '../store/providers.ts'
import type { SsoProvider, SsoProviderInput } from '../types.ts'
import type { Changes } from './changes.ts'
import { discoveryMessage, discoveryRefusal } from './discovery-problem.ts'
import type { Looking } from './looking.ts'
import { NO_SECRETS, readProof, shownOf } from './proof.ts'
import type { Seals } from './sealed.ts'
import { clientSettingsOf } from './stored-connection.ts'

/** How many providers an organizer can have. */
export const MOST_PROVIDERS = 50
const TRIES = 3

interface Deps {
  readonly platform: Pick<Platform, 'db' | 'clock' | 'random' | 'i18n'>
  readonly changes: Changes
  readonly looking: Looking
  readonly seals: Seals
}

/** Providers are made and changed; each time the provider itself is asked first. */
export function createSaving({ platform, changes, looking, seals }: Deps) {
  const { db, clock, random } = platform

  async function create(organizerId: OrganizerId, input: SsoProviderInput, actor: AuditActor): Promise<SsoProvider> {
    const wrong: Fields = {}
    const preset = presetOf(input.preset ?? 'other')
    if (preset === null) wrong.preset = bad('preset', { typed: (input.preset ?? '').slice(0, 50) })
    const known = preset === null ? NEW_PROVIDER : draftOf(preset)
    const start = input.name === undefined ? known : { ...known, name: {} }
    const said = readInput(input, start, wrong)
    const draft = withLabel(said)
    const secrets = await readProof(input, draft, { ...NO_SECRETS, issuer: draft.issuer }, { random, wrong })
    const slugs = await ssoProviderStore(db.q).slugs(organizerId)
    if (input.slug !== undefined && input.slug.trim() !== '') readSlug(input.slug, slugs, wrong)
    if (slugs.length >= MOST_PROVIDERS) wrong.issuer = bad('many', { max: MOST_PROVIDERS })
    refuseWrong(wrong)
    const found = await looking.at(clientSettingsOf(draft, secrets)).catch((error: unknown) => {
      throw discoveryRefusal(error, draft.issuer)
    })
    const id = newId<SsoProviderId>(random)
    const { secretHint, publicKeys } = shownOf(secrets)
    const now = clock.now()
    return changes.change(async (q) => {
      const store = ssoProviderStore(q)
      await store.insert(organizerId, {
        id,
        slug: freeSlug(input.slug, draft, await store.slugs(organizerId)),
        ...draftColumns(draft, { publicKeys, iconHash: null }),
        ...seals.columns({ organizerId, id }, secrets),
        secret_hint: secretHint,
        ...found.columns,
        created_at: now,
        modified_at: now,
      })
      const provider = await changes.existing(q, organizerId, id)
      const after = createdView(provider, draft.buttonLabel === said.buttonLabel)
      await changes.record(q, provider, { action: 'pretix.ssoprovider.created', actor, after })
      return provider
    })
  }

  /** null when somebody else changed the provider meanwhile. */
  async function tryUpdate(row: ProviderRow, input: SsoProviderInput, actor: AuditActor): Promise<SsoProvider | null> {
    const { organizer_id: organizerId, id } = row
    const before = toProvider(row)
    const wrong: Fields = {}
    if (input.slug !== undefined && input.slug.trim() !== before.slug) wrong.slug = bad('slugFixed')
    const preset = input.preset ?? before.preset
    const isKnown = preset === before.preset || presetOf(preset) !== null
    if (!isKnown) wrong.preset = bad('preset', { typed: preset.slice(0, 50) })
    const draft = withLabel(readInput(input, { ...before, preset }, wrong))
    const former = seals.openOrNone(row)
    const secrets = await readProof(input, draft, { ...former, issuer: before.issuer }, { random, wrong })
    refuseWrong(wrong)
    const settings = clientSettingsOf(draft, secrets)
    const isSame = JSON.stringify(settings) === JSON.stringify(clientSettingsOf(before, former))
    const found = await look(settings, { isSame, before, draft })
    const { secretHint, publicKeys } = shownOf(secrets)
    return changes.change(async (q) => {
      const store = ssoProviderStore(q)
      const present = await store.byId(organizerId, id)
      if (present === null) throw new NotFound('SSO provider')
      if (present.modified_at !== row.modified_at) return null
      const health = afterCheck(present.problem, found.problem === undefined ? present.problem : found.problem, false)
      if (input.newIdentities !== true) await refuseStrangers(q, before, draft)
      await store.update(organizerId, id, {
        ...draftColumns(draft, { publicKeys, iconHash: before.iconHash }),
        ...seals.columns({ organizerId, id }, secrets),
        secret_hint: secretHint,
        ...found,
        problem: health.problem,
        modified_at: Math.max(clock.now(), row.modified_at + 1),
      })
      const after = await changes.existing(q, organizerId, id)
      const isOtherSecret = former.secret !== secrets.secret
      await changes.recordChange(q, before, after, actor, isOtherSecret)
      if (health.turned !== null) await changes.recordTurn(q, after, health.turned)
      if (before.isActive && !after.isActive) await changes.endAccess(q, organizerId, id)
      return after
    })
  }

  /** What the provider says now. Switching off does not wait for it; what does not depend on it can be changed without it. */
  async function look(
    settings: ReturnType<typeof clientSettingsOf>,
    { isSame, before, draft }: { isSame: boolean; before: SsoProvider; draft: ProviderDraft },
  ): Promise<Partial<Pick<ProviderRow, 'metadata' | 'metadata_at' | 'checked_at' | 'problem'>>> {
    if (isSame && !draft.isActive) return {}
    try {
      return (await looking.at(settings)).columns
    } catch (error) {
      const isNeeded = !isSame || !before.isActive
      if (isNeeded || !(error instanceof ProviderProblem)) throw discoveryRefusal(error, draft.issuer)
      return { checked_at: clock.now(), problem: JSON.stringify(discoveryMessage(error, draft.issuer)) }
    }
  }

  /** "Log in with …" where nobody worded the button. */
  function withLabel(draft: ProviderDraft): ProviderDraft {
    if (Object.keys(draft.buttonLabel).length > 0) return draft
    const label = LOCALES.map((locale) => {
      const name = inLanguage(draft.name, locale)
      return [locale, platform.i18n.translator(locale)('ssoProviders:label', { name })]
    })
    return { ...draft, buttonLabel: Object.fromEntries(label) }
  }

  return {
    create,
    async update(
      organizerId: OrganizerId,
      id: SsoProviderId,
      input: SsoProviderInput,
      actor: AuditActor,
    ): Promise<SsoProvider> {
      for (let tries = 0; tries < TRIES; tries++) {
        const row = await ssoProviderStore(db.q).byId(organizerId, id)
        if (row === null) throw new NotFound('SSO provider')
        const provider = await tryUpdate(row, input, actor)
        if (provider !== null) return provider
      }
      throw new InvalidInput({ issuer: bad('changedMeanwhile') })
    },
  }
}

/**
 * People are known by issuer and user ID.
 * @throws InvalidInput with the count of accounts that would be recognised no more
 */
async function refuseStrangers(q: Database, before: SsoProvider, draft: ProviderDraft): Promise<void> {
  const { organizerId, id, issuer, settings } = before
  if (issuer === draft.issuer && settings.claims.subject === draft.settings.claims.subject) return
  const count = await providerCustomerStore(q).countKnown(organizerId, id, issuer)
  if (count > 0) throw new InvalidInput({ new_identities: bad('newIdentities', { count }) })
}

/** @throws InvalidInput when the typed one was taken a moment ago, or there are too many providers now */
function freeSlug(typed: string | undefined, draft: ProviderDraft, taken: readonly string[]): string {
  const wrong: Fields = {}
  if (taken.length >= MOST_PROVIDERS) wrong.issuer = bad('many', { max: MOST_PROVIDERS })
  const isTyped = typed !== undefined && typed.trim() !== ''
  const slug = isTyped ? readSlug(typed, taken, wrong) : slugFor(inLanguage(draft.name, 'en'), draft.preset, taken)
  refuseWrong(wrong)
  return slug
}
