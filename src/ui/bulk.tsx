import type { PropsWithChildren } from 'hono/jsx'
import { Button } from './button.tsx'
import { CsrfField } from './csrf-field.tsx'
import type { Column } from './data-table.tsx'
import type { IconName } from './icon.tsx'
import type { PostTarget } from './page-frame.ts'

type PickColumnProps<Row> = { head: string; name: string; value: (row: Row) => string; label: (row: Row) => string }

/** First column of a table inside a BulkForm: a box for each row, named after the row. */
export function pickColumn<Row>({ head, name, value, label }: PickColumnProps<Row>): Column<Row> {
  return {
    head,
    hideHead: true,
    class: 'w-8',
    cell: (row) => <input class="checkbox" type="checkbox" name={name} value={value(row)} aria-label={label(row)} />,
  }
}

export type BulkAction = { value: string; text: string; icon: IconName }

type BulkFormProps = PropsWithChildren<{
  post: PostTarget
  /** Follows the number of picked rows: "picked" */
  picked: string
  /** Name of the group of buttons: "With the picked customers" */
  label: string
  /** Sent as `do`. */
  actions: BulkAction[]
}>

/** Around a table with a pick column. The bar comes with the first picked row and counts by itself. */
export function BulkForm({ post, picked, label, actions, children }: BulkFormProps) {
  return (
    <form class="bulk" method="post" action={post.action}>
      <CsrfField token={post.csrf} />
      {children}
      <fieldset class="bulk-bar" aria-label={label}>
        <span class="picked me-auto">{picked}</span>
        {actions.map(({ value, text, icon }) => (
          <Button small name="do" value={value} icon={icon}>
            {text}
          </Button>
        ))}
      </fieldset>
    </form>
  )
}
