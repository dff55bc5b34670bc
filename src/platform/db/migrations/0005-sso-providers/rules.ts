import { sql } from 'kysely'
import type { MigrationContext } from '../../columns.ts'
import { indexOf, tableOfCustomer } from '../0003-customer-accounts/shared.ts'
import { tableOfProvider } from './shared.ts'

/** Rules from claims, what they gave, and tags of customers. */
export async function createClaimRules(context: MigrationContext): Promise<void> {
  const { type } = context
  await tableOfProvider(context, 'claim_rules')
    .addColumn('id', type.id, (c) => c.notNull())
    .addColumn('is_active', type.boolean, (c) => c.notNull())
    .addColumn('position', type.integer, (c) => c.notNull())
    .addColumn('claim', type.text, (c) => c.notNull())
    .addColumn('operator', type.text, (c) => c.notNull())
    .addColumn('value', type.text, (c) => c.notNull())
    .addColumn('membership_type_id', type.id)
    .addColumn('tag', type.text)
    .addColumn('valid_days', type.integer, (c) => c.notNull())
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addColumn('modified_at', type.instant, (c) => c.notNull())
    .addForeignKeyConstraint(
      'claim_rules_membership_type_id_fk',
      ['organizer_id', 'membership_type_id'],
      'membership_types',
      ['organizer_id', 'id'],
    )
    .addPrimaryKeyConstraint('claim_rules_pk', ['organizer_id', 'id'])
    .execute()
  await indexOf(context, 'claim_rules', ['provider_id', 'position'])
  await indexOf(context, 'claim_rules', ['membership_type_id'])

  await tableOfCustomer(context, 'claim_grants')
    .addColumn('id', type.id, (c) => c.notNull())
    .addColumn('rule_id', type.id)
    .addColumn('identity_id', type.id)
    .addColumn('membership_id', type.id)
    .addColumn('tag', type.text)
    .addColumn('condition', type.text, (c) => c.notNull())
    .addColumn('granted_at', type.instant, (c) => c.notNull())
    .addColumn('seen_at', type.instant, (c) => c.notNull())
    .addColumn('ends_at', type.instant)
    .addColumn('ending', type.text)
    .addColumn('ended_at', type.instant)
    .addPrimaryKeyConstraint('claim_grants_pk', ['organizer_id', 'id'])
    .execute()
  await indexOf(context, 'claim_grants', ['customer_id', 'granted_at'])
  await indexOf(context, 'claim_grants', ['rule_id'])
  await context.db.schema
    .createIndex('claim_grants_open')
    .unique()
    .on('claim_grants')
    .columns(['organizer_id', 'identity_id', 'rule_id'])
    .where(sql.ref('ended_at'), 'is', null)
    .execute()
  await indexOf(context, 'claim_grants', ['membership_id'])

  await tableOfCustomer(context, 'customer_tags')
    .addColumn('tag', type.text, (c) => c.notNull())
    .addColumn('source', type.text, (c) => c.notNull())
    .addColumn('created_at', type.instant, (c) => c.notNull())
    .addPrimaryKeyConstraint('customer_tags_pk', ['organizer_id', 'customer_id', 'tag'])
    .execute()
  await indexOf(context, 'customer_tags', ['tag', 'customer_id'])
}
