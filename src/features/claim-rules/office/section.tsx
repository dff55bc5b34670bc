import type { FastifyRequest } from 'fastify'
import type { Child } from 'hono/jsx'
import { ButtonLink } from '../../../ui/button.tsx'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { Section } from '../../../ui/page-head.tsx'
import { State } from '../../../ui/tags.tsx'
import type { SsoProvider } from '../../sso-providers/index.ts'
import type { ClaimRule } from '../types.ts'
import { type Telling, tellingOf } from './context.ts'
import type { OfficeRulesDeps } from './deps.ts'
import { conditionWords, effectWords } from './words.ts'

interface Listed {
  readonly rule: ClaimRule
  readonly holders: number
  /** Whether it holds for what came last; null when nothing is known. */
  readonly holds: boolean | null
}

/** The rules of a provider, for its page in the back office. */
export function rulesSection(deps: OfficeRulesDeps) {
  return async (request: FastifyRequest, provider: SsoProvider): Promise<Child> => {
    const { claimRules } = deps
    const { id } = request.organizer
    const telling = await tellingOf(request, deps, provider)
    const { t, path } = telling
    const rules = await claimRules.of(id, provider.id)
    const holders = await claimRules.holders(
      id,
      rules.map((rule) => rule.id),
    )
    const claims = rules.length === 0 ? null : await deps.lastClaims(id, provider.id)
    const forecast = claims && claimRules.forecast(rules, claims)
    const rows = rules.map((rule, at) => ({
      rule,
      holders: holders.get(rule.id) ?? 0,
      holds: forecast?.[at]?.holds ?? null,
    }))
    return Section({
      title: t('claimRules:title'),
      text: t('claimRules:intro'),
      aside: (
        <ButtonLink small icon="plus" href={path('rules/add')}>
          {t('claimRules:add')}
        </ButtonLink>
      ),
      children:
        rows.length === 0 ? (
          <p class="text-muted">{t('claimRules:none')}</p>
        ) : (
          <DataTable
            caption={t('claimRules:caption', { provider: telling.providerName })}
            columns={columns(telling)}
            rows={rows}
          />
        ),
    })
  }
}

function columns(telling: Telling): Column<Listed>[] {
  const { t, path } = telling
  return [
    {
      head: t('claimRules:when'),
      rowHeader: true,
      cell: ({ rule, holds }) => (
        <>
          <a class="link-ink [overflow-wrap:anywhere]" href={path(`rules/${rule.id}/edit`)}>
            {conditionWords(telling, rule)}
          </a>
          <span class="hint block font-normal sm:hidden">{effectWords(telling, rule)}</span>
          {holds !== null && (
            <span class="hint block font-normal">{t(`claimRules:now.${holds ? 'holds' : 'misses'}`)}</span>
          )}
        </>
      ),
    },
    { head: t('claimRules:gives'), from: 'sm', cell: ({ rule }) => effectWords(telling, rule) },
    { head: t('claimRules:has'), end: true, cell: ({ holders }) => <span class="num">{holders}</span> },
    {
      head: t('claimRules:state'),
      from: 'md',
      cell: ({ rule }) => (
        <State tone={rule.isActive ? 'ok' : 'off'}>{t(`claimRules:${rule.isActive ? 'on' : 'off'}`)}</State>
      ),
    },
  ]
}
