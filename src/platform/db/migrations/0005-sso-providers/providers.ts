import type { MigrationContext } from '../../columns.ts'
import { indexOf, tableOfOrganizer } from '../0003-customer-accounts/shared.ts'
import { belongsTo, tableOfProvider } from './shared.ts'

/** Providers, their icons, and who is known there. */
export async function createProviders(context: MigrationContext): Promise<void> {
  const { type } = context
  await tableOfOrganizer(context, 'sso_providers')
    .addColumn('id', type.id, (c) => c.notNull())
    .addColumn('slug', type.text, (c) => c.notNull())
    .addColumn('is_active', type.boolean, (c) => c.notNull())
    .addColumn('name', type.json, (c) => c.notNull())
    .addColumn('button_label', type.json, (c) => c.notNull())
    .addColumn('preset', type.text, (c) => c.notNull())
    .addColumn('issuer', type.text, (c) => c.notNull())
    .addColumn('client_id', type.text, (c) => c.notNull())
    .addColumn('client_secret', type.text)
    .addColumn('secret_hint', type.text)
    .addColumn('client_key', type.text)
    .addColumn('settings', type.json, (c) => c.notNull())
    .addColumn('metadata', type.json)
    .addColumn('metadata_at', type.instant)
    .addColumn('checked_at', type.instant)
    .addColumn('problem', type.json)
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addColumn('modified_at', type.instant, (c) => c.notNull())
    .addPrimaryKeyConstraint('sso_providers_pk', ['organizer_id', 'id'])
    .addUniqueConstraint('sso_providers_slug', ['organizer_id', 'slug'])
    .execute()
  await context.db.schema.createIndex('sso_providers_check').on('sso_providers').columns(['checked_at']).execute()

  await tableOfProvider(context, 'sso_provider_icons')
    .addColumn('media_type', type.text, (c) => c.notNull())
    .addColumn('data', type.blob, (c) => c.notNull())
    .addColumn('sha256', type.text, (c) => c.notNull())
    .addPrimaryKeyConstraint('sso_provider_icons_pk', ['organizer_id', 'provider_id'])
    .execute()

  await tableOfOrganizer(context, 'customer_identities')
    .addColumn('id', type.id, (c) => c.notNull())
    .addColumn('customer_id', type.id, (c) => c.notNull())
    .addColumn('provider_id', type.id, (c) => c.notNull())
    .addColumn('issuer', type.text, (c) => c.notNull())
    .addColumn('subject', type.text, (c) => c.notNull())
    .addColumn('email', type.text)
    .addColumn('owned_fields', type.json, (c) => c.notNull())
    .addColumn('claims', type.text)
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addColumn('last_login_at', type.instant)
    .$call(belongsTo('customer_identities', 'customer_id', 'customers'))
    .addForeignKeyConstraint('customer_identities_provider_id_fk', ['organizer_id', 'provider_id'], 'sso_providers', [
      'organizer_id',
      'id',
    ])
    .addPrimaryKeyConstraint('customer_identities_pk', ['organizer_id', 'id'])
    .addUniqueConstraint('customer_identities_person', ['organizer_id', 'provider_id', 'issuer', 'subject'])
    .execute()
  await indexOf(context, 'customer_identities', ['customer_id', 'created_at'])
  await indexOf(context, 'customer_identities', ['provider_id', 'last_login_at'])
}
