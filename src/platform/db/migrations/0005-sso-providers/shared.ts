import type { CreateTableBuilder } from 'kysely'
import type { MigrationContext } from '../../columns.ts'
import { tableOfOrganizer } from '../0003-customer-accounts/shared.ts'

/** A column that names a row of another table of the same organizer. */
export function belongsTo(
  table: string,
  column: string,
  target: string,
  onDelete: 'cascade' | 'set null' = 'cascade',
): (builder: CreateTableBuilder<string, string>) => CreateTableBuilder<string, string> {
  return (builder) =>
    builder.addForeignKeyConstraint(
      `${table}_${column}_fk`,
      ['organizer_id', column],
      target,
      ['organizer_id', 'id'],
      (c) => c.onDelete(onDelete),
    )
}

/** Begins a table of things that belong to a provider and go with it. */
export function tableOfProvider(context: MigrationContext, table: string): CreateTableBuilder<string, string> {
  return tableOfOrganizer(context, table)
    .addColumn('provider_id', context.type.id, (c) => c.notNull())
    .$call(belongsTo(table, 'provider_id', 'sso_providers'))
}
