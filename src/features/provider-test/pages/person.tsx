import { languageName } from '../../../platform/i18n/format.ts'
import type { TextKey } from '../../../platform/i18n/i18n.ts'
import { claimAt } from '../../../protocol/client/claims.ts'
import { Snippet } from '../../../ui/copy.tsx'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { Section } from '../../../ui/page-head.tsx'
import type { SsoProvider } from '../../sso-providers/index.ts'
import type { PageContext } from '../routes/context.ts'
import type { ForecastRule, TestedPerson } from '../types.ts'

interface PersonProps {
  readonly context: PageContext
  readonly provider: SsoProvider
  readonly person: TestedPerson
}

interface Mapped {
  readonly label: string
  readonly claim: string
  readonly sent: string
  readonly becomes: string
}

const NOTHING = '–'
const SHOWN = 200

/** What the provider said of whoever logged in, and what the settings make of it. */
export function PersonSections(props: PersonProps) {
  const { context, person } = props
  const { t, path, seesPeople } = context
  return (
    <>
      <Section title={t('providerTest:person.title')} text={t('providerTest:person.text')}>
        <DataTable caption={t('providerTest:person.caption')} columns={columns(context)} rows={mappedRows(props)} />
        {person.customer !== null && (
          <p class="mt-3">
            {t('providerTest:person.account')}{' '}
            {seesPeople ? (
              <a class="link num" href={path(`customer/${person.customer}`)}>
                {person.customer}
              </a>
            ) : (
              <b class="num">{person.customer}</b>
            )}
          </p>
        )}
      </Section>
      {person.rules.length > 0 && (
        <Section title={t('providerTest:person.rules')}>
          <ul class="grid max-w-prose list-disc gap-1 ps-5">
            {person.rules.map((rule) => (
              <li class={rule.holds ? undefined : 'text-muted'}>{ruleWords(context, rule)}</li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={t('providerTest:person.claims')}>
        <Snippet name={`${t('providerTest:person.claims')} (JSON)`} code={JSON.stringify(person.claims, null, 2)} />
      </Section>
    </>
  )
}

function columns({ t }: PageContext): Column<Mapped>[] {
  return [
    {
      head: t('providerTest:person.field'),
      rowHeader: true,
      cell: ({ label, claim }) => (
        <>
          {label}
          <code class="hint block font-normal [overflow-wrap:anywhere] sm:hidden">{claim}</code>
        </>
      ),
    },
    {
      head: t('providerTest:person.claim'),
      from: 'sm',
      cell: ({ claim, sent }) => (
        <>
          <code class="[overflow-wrap:anywhere]">{claim}</code>
          <span class="hint block [overflow-wrap:anywhere]">{sent}</span>
        </>
      ),
    },
    {
      head: t('providerTest:person.becomes'),
      cell: ({ becomes }) => <span class="[overflow-wrap:anywhere]">{becomes}</span>,
    },
  ]
}

function mappedRows({ context: { t, nameParts }, provider, person }: PersonProps): Mapped[] {
  const { claims: names } = provider.settings
  const { mapped, claims, subject } = person
  const verified = mapped.isEmailVerified === null ? 'silent' : mapped.isEmailVerified ? 'yes' : 'no'
  const row = (field: string, claim: string, becomes: string | null): Mapped => {
    const found = claim === '' ? undefined : claimAt(claims, claim)
    const label = field.startsWith('claims.') ? t(`ssoProvidersOffice:label.${field}` as TextKey) : field
    return { label, claim, sent: found === undefined ? NOTHING : textOf(found), becomes: becomes || NOTHING }
  }
  return [
    row('claims.subject', names.subject, subject),
    row('claims.email', names.email, mapped.email),
    row('claims.email_verified', names.emailVerified, t(`providerTest:person.verified.${verified}`)),
    ...Object.entries(names.name)
      .filter(([part]) => nameParts.includes(part))
      .map(([part, claim]) => row(t(`customers:part.${part}` as TextKey), claim, mapped.nameParts[part] ?? null)),
    row('claims.phone', names.phone, mapped.phone),
    row('claims.locale', names.locale, mapped.locale && languageName(mapped.locale)),
  ].filter(({ claim }) => claim !== '')
}

/** The words of the rules themselves. */
function ruleWords({ t, typeName }: PageContext, rule: ForecastRule): string {
  const { operator, claim, value, effect, holds } = rule
  const condition = t(`claimRules:condition.${operator}`, { claim, value })
  const gives =
    effect.kind === 'tag'
      ? t('claimRules:effect.tag', { tag: effect.tag })
      : t('claimRules:effect.membership', { type: typeName(effect.typeId), count: effect.validDays })
  return t(`providerTest:person.rule.${holds ? 'holds' : 'misses'}`, { condition, gives })
}

function textOf(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text
}
