import { z } from 'zod'
import type { AttendeeProfileId, CustomerId, OrganizerId } from '../../../core/ids.ts'
import type { NameParts } from '../../../core/person-names.ts'
import type { AttendeeProfileTable } from '../../../platform/db/account-tables.ts'
import type { Database } from '../../../platform/db/db.ts'
import { parseJson } from '../../../platform/db/json.ts'
import type { Answer, Entry, NewEntry } from '../types.ts'
import { filled, type Stamps } from './columns.ts'

const namesSchema = z.record(z.string(), z.string())
const answersSchema = z.array(z.record(z.string(), z.unknown()))

/** People who come along. */
export function peopleStore(q: Database) {
  const ofCustomer = (organizerId: OrganizerId, customerId: CustomerId) =>
    q.selectFrom('attendee_profiles').where('organizer_id', '=', organizerId).where('customer_id', '=', customerId)
  return {
    async list(organizerId: OrganizerId, customerId: CustomerId): Promise<Entry[]> {
      const rows = await ofCustomer(organizerId, customerId).selectAll().orderBy('created_at').orderBy('id').execute()
      return rows.map(toEntry)
    },
    async add(
      organizerId: OrganizerId,
      customerId: CustomerId,
      entry: NewEntry,
      stamps: Required<Stamps>,
    ): Promise<void> {
      await q
        .insertInto('attendee_profiles')
        .values({
          ...columnsOf(entry),
          organizer_id: organizerId,
          customer_id: customerId,
          id: stamps.id as AttendeeProfileId,
          answers: '[]',
          created_at: stamps.now,
          modified_at: stamps.now,
        })
        .execute()
    },
    async change(
      organizerId: OrganizerId,
      customerId: CustomerId,
      entry: NewEntry,
      { id, now }: Stamps,
    ): Promise<boolean> {
      const row = await q
        .updateTable('attendee_profiles')
        .set({ ...columnsOf(entry), modified_at: now })
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .where('id', '=', id as AttendeeProfileId)
        .returning('id')
        .executeTakeFirst()
      return row !== undefined
    },
    async remove(organizerId: OrganizerId, customerId: CustomerId, id: string): Promise<boolean> {
      const row = await q
        .deleteFrom('attendee_profiles')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .where('id', '=', id as AttendeeProfileId)
        .returning('id')
        .executeTakeFirst()
      return row !== undefined
    },
    async removeAll(organizerId: OrganizerId, customerId: CustomerId): Promise<void> {
      await q
        .deleteFrom('attendee_profiles')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .execute()
    },
    /** The answers as they are kept, an array as JSON; null when there is no such person. */
    async answers(
      organizerId: OrganizerId,
      customerId: CustomerId,
      id: string,
    ): Promise<Record<string, unknown>[] | null> {
      const row = await ofCustomer(organizerId, customerId)
        .select('answers')
        .where('id', '=', id as AttendeeProfileId)
        .executeTakeFirst()
      return row ? parseJson(answersSchema, row.answers, 'attendee_profiles.answers') : null
    },
    async setAnswers(
      organizerId: OrganizerId,
      customerId: CustomerId,
      answers: unknown,
      { id, now }: Stamps,
    ): Promise<void> {
      await q
        .updateTable('attendee_profiles')
        .set({ answers: JSON.stringify(answers), modified_at: now })
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .where('id', '=', id as AttendeeProfileId)
        .execute()
    },
    /** Gives people another owner; with `ids` only these. Answers which. */
    async move(
      organizerId: OrganizerId,
      from: CustomerId,
      into: CustomerId,
      ids?: readonly string[],
    ): Promise<string[]> {
      let moved = q
        .updateTable('attendee_profiles')
        .set({ customer_id: into })
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', from)
      if (ids) moved = moved.where('id', 'in', ids as readonly AttendeeProfileId[])
      return (await moved.returning('id').execute()).map(({ id }) => id)
    },
  }
}

function columnsOf({ name, nameParts, texts }: NewEntry) {
  return {
    attendee_name_parts: JSON.stringify(nameParts),
    attendee_name_cached: name,
    attendee_email: texts.email ?? null,
    company: texts.company ?? null,
    street: texts.street ?? null,
    zipcode: texts.zipcode ?? null,
    city: texts.city ?? null,
    state: texts.state ?? null,
    country: texts.country ?? null,
  }
}

function toEntry(row: AttendeeProfileTable): Entry {
  const { attendee_email: email, company, street, zipcode, city, state, country } = row
  return {
    id: row.id,
    name: row.attendee_name_cached,
    nameParts: parseJson(namesSchema, row.attendee_name_parts, 'attendee_profiles.attendee_name_parts') as NameParts,
    texts: filled({ email, company, street, zipcode, city, state, country }),
    isBusiness: false,
    answers: parseJson(answersSchema, row.answers, 'attendee_profiles.answers').map(toAnswer),
    createdAt: row.created_at,
    modifiedAt: row.modified_at,
  }
}

export function toAnswer(stored: Readonly<Record<string, unknown>>): Answer {
  const { field_label: label, field_name: name, value } = stored
  return { label: typeof label === 'string' && label !== '' ? label : typeof name === 'string' ? name : '', value }
}
