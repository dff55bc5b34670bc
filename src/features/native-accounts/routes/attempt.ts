import type { FastifyReply } from 'fastify'
import { InvalidInput, type Message, TooManyRequests } from '../../../core/errors.ts'
import type { Problems } from '../forms.ts'

/** A form that was not taken, as its page shows it. */
export interface Refused {
  readonly status: number
  readonly problems: Problems
  readonly refusal: Message | null
}

export type Attempt<T> = { readonly ok: true; readonly value: T } | ({ readonly ok: false } & Refused)

export const UNTOUCHED: Refused = { status: 200, problems: {}, refusal: null }

/** Bad input and too many tries become what the page of the form shows. */
export async function attempt<T>(reply: FastifyReply, work: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    if (error instanceof InvalidInput) return refused(error.fields)
    if (!(error instanceof TooManyRequests)) throw error
    reply.headers(error.headers)
    return { ok: false, status: error.status, problems: {}, refusal: error.text ?? null }
  }
}

export function refused(problems: Problems): { readonly ok: false } & Refused {
  return { ok: false, status: 422, problems, refusal: null }
}
