import type { CreateTableBuilder } from 'kysely'
import type { MigrationContext } from '../../columns.ts'

/** Begins a table of an organizer's things. */
export function tableOfOrganizer({ db, type }: MigrationContext, table: string): CreateTableBuilder<string, string> {
  return db.schema
    .createTable(table)
    .addColumn('organizer_id', type.id, (c) => c.notNull().references('organizers.id').onDelete('cascade'))
}

/** Begins a table of things that belong to a customer and go with the account. */
export function tableOfCustomer(context: MigrationContext, table: string): CreateTableBuilder<string, string> {
  return tableOfOrganizer(context, table)
    .addColumn('customer_id', context.type.id, (c) => c.notNull())
    .addForeignKeyConstraint(
      `${table}_customer_fk`,
      ['organizer_id', 'customer_id'],
      'customers',
      ['organizer_id', 'id'],
      (c) => c.onDelete('cascade'),
    )
}

/** An index whose first column is the organizer. */
export async function indexOf({ db }: MigrationContext, table: string, columns: readonly string[]): Promise<void> {
  await db.schema
    .createIndex(`${table}_by_${columns[0]}`)
    .on(table)
    .columns(['organizer_id', ...columns])
    .execute()
}
