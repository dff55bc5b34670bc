import type { Child, PropsWithChildren } from 'hono/jsx'
import { classNames } from './class-names.ts'
import { Icon, type IconName } from './icon.tsx'

/** The cloakroom tag: the identifier of a customer and nothing else. Large in the head of a page. */
export function IdTag({ id, large }: { id: string; large?: boolean | undefined }) {
  return <span class={classNames('id-tag', large && 'id-tag-lg')}>{id}</span>
}

/** ok: works, paid, active. wait: somebody has to act. bad: fails, lost. off: ended, switched off. */
export type StateTone = 'ok' | 'wait' | 'bad' | 'off'

/** A state in one or two words; disc, ring, square or dash tell it without colour. */
export function State({ tone, children }: PropsWithChildren<{ tone: StateTone }>) {
  return <span class={`state state-${tone}`}>{children}</span>
}

type ChipProps = PropsWithChildren<{ tone?: 'plain' | 'touch' | 'warn' | undefined; icon?: IconName | undefined }>

/** A property ("Test", "Transferable"), never a state. */
export function Chip({ tone = 'plain', icon, children }: ChipProps) {
  return (
    <span class={classNames('chip', tone === 'touch' && 'chip-touch', tone === 'warn' && 'chip-warn')}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  )
}

type MonogramProps = {
  /** Whom it stands for; gives the letters and the tint. */
  name: string
  /** A person: round, two letters. Otherwise an app or a provider: one letter. */
  person?: boolean | undefined
  /** Without tint. */
  plain?: boolean | undefined
  /** Address of its logo, which takes the place of the letter. */
  image?: string | null | undefined
  large?: boolean | undefined
  class?: string | undefined
}

/** Stands for an app, a provider or a person without picture. Hidden from readers: the name stands beside it. */
export function Monogram({ name, person, plain, image, large, class: extra }: MonogramProps) {
  const tint = person || plain || image ? undefined : `monogram-${tintOf(name)}`
  return (
    <span
      class={classNames(
        'monogram',
        tint,
        person && 'monogram-round',
        Boolean(image) && 'monogram-image',
        large && 'monogram-lg',
        extra,
      )}
      aria-hidden="true"
    >
      {image ? <img src={image} alt="" /> : initials(name, person ? 2 : 1)}
    </span>
  )
}

/** The same frame around an icon, in rows of things that have no name of their own. */
export function IconMark({ icon }: { icon: IconName }) {
  return (
    <span class="monogram">
      <Icon name={icon} />
    </span>
  )
}

export function initials(name: string, count: 1 | 2): string {
  const words = name.split(/[\s@._-]+/).filter((word) => /^\p{L}|^\p{N}/u.test(word))
  const first = words.at(0)
  const last = words.length > 1 ? words.at(-1) : undefined
  const letters = [first, count === 2 ? last : undefined].map((word) =>
    word === undefined ? '' : ([...word][0] ?? ''),
  )
  return letters.join('').toUpperCase() || '?'
}

const tints = ['a', 'b', 'c'] as const

function tintOf(name: string): string {
  let sum = 0
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65521
  return tints[sum % tints.length] ?? 'a'
}

type UsageProps = {
  /** Read aloud: "Concerts used" */
  label: string
  used: number
  of: number
  /** Above the bar: "3 of 10" */
  text: Child
}

export function Usage({ label, used, of, text }: UsageProps) {
  return (
    <>
      <span class="num mb-1 block text-ui">{text}</span>
      <progress class="usage" max={of} value={Math.min(used, of)} aria-label={label}>
        {text}
      </progress>
    </>
  )
}
