import { fieldId } from './field.tsx'
import { Icon } from './icon.tsx'

export type Conflict = { name: string; label: string; theirs: string; mine: string }

export type ConflictNoticeProps = {
  /** "Priya Raman changed this customer 2 minutes ago, while you were typing" */
  title: string
  text: string
  /** Only fields that both changed. */
  conflicts: Conflict[]
  heads: { caption: string; field: string; theirs: string; mine: string }
}

/** Somebody saved in between. Inside the form; sends `keep-<name>` as "theirs" (the default) or "mine" for each field. */
export function ConflictNotice({ title, text, conflicts, heads }: ConflictNoticeProps) {
  return (
    <fieldset class="notice notice-warn mt-4">
      <Icon name="git-compare-arrows" />
      <legend class="sr-only">{title}</legend>
      <p class="notice-title" aria-hidden="true">
        {title}
      </p>
      <p>{text}</p>
      <table class="table mt-2 max-w-xl">
        <caption class="sr-only">{heads.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{heads.field}</th>
            <th scope="col">{heads.theirs}</th>
            <th scope="col">{heads.mine}</th>
          </tr>
        </thead>
        <tbody>
          {conflicts.map(({ name, label, theirs, mine }) => (
            <tr>
              <th scope="row">{label}</th>
              <td>
                <KeepRadio name={name} value="theirs" text={theirs} checked />
              </td>
              <td>
                <KeepRadio name={name} value="mine" text={mine} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </fieldset>
  )
}

type KeepRadioProps = { name: string; value: 'theirs' | 'mine'; text: string; checked?: boolean | undefined }

function KeepRadio({ name, value, text, checked }: KeepRadioProps) {
  const id = `${fieldId(name)}-${value}`
  return (
    <label class="flex gap-2" for={id}>
      <input class="radio" type="radio" id={id} name={`keep-${name}`} value={value} checked={checked} />
      <span class="min-w-0 [overflow-wrap:anywhere]">{text}</span>
    </label>
  )
}
