import { z } from 'zod'
import type { PersonalData } from '../customers/index.ts'
import { customerTagStore } from './store.ts'
import type { CustomerTag } from './types.ts'

const movedSchema: z.ZodType<CustomerTag[]> = z.array(
  z.object({ tag: z.string(), source: z.enum(['staff', 'rule', 'both']), createdAt: z.number() }),
)

/** What tags say about a person. */
export function tagsOfPerson(): PersonalData {
  return {
    key: 'tags',
    title: 'customerTags:title',

    async export(q, organizer, customer) {
      const tags = await customerTagStore(q).of(organizer.id, customer.id)
      return tags.map(({ tag, source, createdAt }) => ({ tag, source, added: new Date(createdAt).toISOString() }))
    },

    async preview(q, organizer, customer) {
      const { length: count } = await customerTagStore(q).of(organizer.id, customer.id)
      return { goes: count === 0 ? [] : [{ key: 'customerTags:goes', params: { count } }], stays: [] }
    },

    async erase(q, organizer, customer) {
      await customerTagStore(q).remove(organizer.id, customer.id)
    },

    /** Those that the other account has already stay there as they are; staff and rules add up. */
    async move(q, organizer, from, into) {
      const store = customerTagStore(q)
      const moved = await store.of(organizer.id, from)
      if (moved.length === 0) return null
      const before = await store.of(organizer.id, into)
      for (const tag of moved) {
        const own = before.find((other) => other.tag === tag.tag)
        await store.put(organizer.id, into, own && own.source !== tag.source ? { ...tag, source: 'both' } : tag)
      }
      await store.remove(organizer.id, from)
      return { moved, before }
    },

    async moveBack(q, organizer, from, into, moved) {
      const said = z.object({ moved: movedSchema, before: movedSchema }).safeParse(moved)
      if (!said.success) return
      const store = customerTagStore(q)
      const now = await store.of(organizer.id, into)
      for (const tag of said.data.moved) {
        const isStill = now.some((other) => other.tag === tag.tag)
        const own = said.data.before.find((other) => other.tag === tag.tag)
        if (!isStill) continue
        if (own) await store.put(organizer.id, into, own)
        else await store.remove(organizer.id, into, [tag.tag])
        await store.put(organizer.id, from, tag)
      }
    },
  }
}
