import type { MigrationContext } from '../../columns.ts'

/** Tenants, their settings, domains and logos. */
export async function createOrganizers({ db, type }: MigrationContext): Promise<void> {
  await db.schema
    .createTable('organizers')
    .addColumn('id', type.id, (c) => c.primaryKey())
    .addColumn('slug', type.text, (c) => c.notNull().unique())
    .addColumn('name', type.text, (c) => c.notNull())
    .addColumn('locale', type.text, (c) => c.notNull())
    .addColumn('time_zone', type.text, (c) => c.notNull())
    .addColumn('brand_color', type.text, (c) => c.notNull())
    .addColumn('tagline', type.text)
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('organizer_logos')
    .addColumn('organizer_id', type.id, (c) => c.primaryKey().references('organizers.id').onDelete('cascade'))
    .addColumn('media_type', type.text, (c) => c.notNull())
    .addColumn('data', type.blob, (c) => c.notNull())
    .addColumn('sha256', type.text, (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('organizer_settings')
    .addColumn('organizer_id', type.id, (c) => c.notNull().references('organizers.id').onDelete('cascade'))
    .addColumn('key', type.text, (c) => c.notNull())
    .addColumn('value', type.json, (c) => c.notNull())
    .addPrimaryKeyConstraint('organizer_settings_pk', ['organizer_id', 'key'])
    .execute()
  await db.schema
    .createTable('organizer_domains')
    .addColumn('organizer_id', type.id, (c) => c.notNull().references('organizers.id').onDelete('cascade'))
    .addColumn('host', type.text, (c) => c.notNull().unique())
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addPrimaryKeyConstraint('organizer_domains_pk', ['organizer_id', 'host'])
    .execute()
}
