import { Notice } from '../../../ui/notice.tsx'
import type { RulePreview as Preview, RuleEffect } from '../types.ts'
import type { OfficeContext } from './context.ts'

export interface ShownPreview extends Preview {
  readonly effect: RuleEffect
  /** What the claim holds, cut; "" for nothing. */
  readonly found: string
}

const MOST_NAMES = 40

/** What a rule would do, before it is saved. */
export function RulePreview({ context, preview }: { context: OfficeContext; preview: ShownPreview }) {
  const { t } = context
  const { last, looked, most, holds, gains, loses } = preview
  if (last === null) {
    return (
      <Notice tone="info" title={t('claimRules:preview.title')} class="mb-6" role="status">
        <p>{t('claimRules:preview.nobody')}</p>
      </Notice>
    )
  }
  const lines = [
    lastLine(context, preview),
    ...(last.holds || last.names.length === 0
      ? []
      : [t('claimRules:preview.known', { claims: last.names.slice(0, MOST_NAMES).join(', ') })]),
    ...(looked === 0 ? [] : [t('claimRules:preview.of', { count: looked, holds })]),
    ...(gains === 0 ? [] : [t('claimRules:preview.gives', { count: gains, what: whatOf(context, preview) })]),
    ...(loses === 0 ? [] : [t('claimRules:preview.loses', { count: loses })]),
    ...(looked === 0 ? [] : [t('claimRules:preview.most', { most })]),
  ]
  return (
    <Notice tone={last.holds ? 'ok' : 'warn'} title={t('claimRules:preview.title')} class="mb-6" role="status">
      {lines.map((line) => (
        <p class="[overflow-wrap:anywhere]">{line}</p>
      ))}
    </Notice>
  )
}

function lastLine({ t, seesPeople }: OfficeContext, { last, found }: ShownPreview): string {
  if (last?.found === undefined) return t('claimRules:preview.nothing')
  if (!seesPeople) return t(`claimRules:now.${last.holds ? 'holds' : 'misses'}`)
  return t(`claimRules:preview.${last.holds ? 'holds' : 'misses'}`, { found })
}

function whatOf({ t, typeName }: OfficeContext, { effect }: ShownPreview): string {
  return effect.kind === 'tag'
    ? t('claimRules:preview.what.tag', { tag: effect.tag })
    : t('claimRules:preview.what.membership', { type: typeName(effect.typeId) })
}
