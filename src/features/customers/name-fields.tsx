import type { Child } from 'hono/jsx'
import type { Message } from '../../core/errors.ts'
import {
  NAME_SCHEMES,
  type NamePart,
  type NameSchemeKey,
  REQUIRED_NAME_PARTS,
  SALUTATIONS,
  TITLE_GROUPS,
  type TitleGroupKey,
} from '../../core/person-names.ts'
import { say, type Translate } from '../../platform/i18n/i18n.ts'
import { SelectField, TextField } from '../../ui/text-fields.tsx'
import { NO_SALUTATION } from './rules/name.ts'

const AUTOFILL: Partial<Record<NamePart, string>> = {
  title: 'honorific-prefix',
  given_name: 'given-name',
  middle_name: 'additional-name',
  family_name: 'family-name',
  calling_name: 'nickname',
  full_name: 'name',
  degree: 'honorific-suffix',
}

const SHORT: ReadonlySet<NamePart> = new Set(['salutation', 'title', 'degree'])

interface NameFieldsProps {
  readonly scheme: NameSchemeKey
  readonly titles: TitleGroupKey | ''
  readonly values: Readonly<Partial<Record<NamePart, string>>>
  readonly problems: Readonly<Record<string, Message>>
  /** Whether the parts that make a name must be filled in; the others are marked as optional. */
  readonly required: boolean
  /** Why it cannot be changed here. */
  readonly owned?: Child | undefined
  readonly t: Translate
}

/** One field for each part of the name, as the organizer asks for names. A field has the name of its part. */
export function NameFields({ scheme, titles, values, problems, required, owned, t }: NameFieldsProps) {
  const { parts } = NAME_SCHEMES[scheme]
  if (owned !== undefined) return <OwnedName parts={parts} values={values} owned={owned} t={t} />
  return (
    <div class={parts.length > 1 ? 'grid gap-4 sm:grid-cols-2' : 'grid gap-4'}>
      {parts.map((part, index) => {
        const bad = problems[part] ?? (index === 0 ? problems.name : undefined)
        const mustBe = required && REQUIRED_NAME_PARTS.has(part)
        const common = {
          name: part,
          label: t(`customers:part.${part}`),
          value: values[part] ?? '',
          error: bad && say(t, bad),
          mark: mustBe ? undefined : t('ui:optional'),
          required: mustBe,
          class: SHORT.has(part) || parts.length === 2 ? undefined : 'sm:col-span-2',
        }
        if (part === 'salutation') return <SelectField {...common} options={salutations(t)} />
        if (part === 'title' && titles) return <SelectField {...common} options={titleOptions(titles, t)} />
        return <TextField {...common} maxlength={255} autocomplete={AUTOFILL[part]} />
      })}
    </div>
  )
}

type OwnedNameProps = Pick<NameFieldsProps, 'values' | 't'> & {
  readonly parts: readonly NamePart[]
  readonly owned: Child
}

function OwnedName({ parts, values, owned, t }: OwnedNameProps) {
  const filled = parts.filter((part) => values[part] && values[part] !== NO_SALUTATION)
  return (
    <div class={filled.length > 1 ? 'grid gap-4 sm:grid-cols-2' : 'grid gap-4'}>
      {filled.map((part, index) => (
        <TextField
          name={part}
          label={t(`customers:part.${part}`)}
          value={part === 'salutation' ? salutationName(values[part] ?? '', t) : values[part]}
          hint={index === 0 ? owned : undefined}
          readonly
        />
      ))}
    </div>
  )
}

function salutationName(value: string, t: Translate): string {
  return salutations(t).find((known) => known.value === value)?.label ?? value
}

function salutations(t: Translate) {
  const known = SALUTATIONS.map((value) =>
    value === ''
      ? { value: NO_SALUTATION, label: t('customers:salutation.none') }
      : { value, label: t(`customers:salutation.${value}`) },
  )
  return [{ value: '', label: t('customers:salutation.choose') }, ...known]
}

function titleOptions(group: TitleGroupKey, t: Translate) {
  const known = TITLE_GROUPS[group].map((title) => ({ value: title, label: title }))
  return [{ value: '', label: t('customers:salutation.noTitle') }, ...known]
}
