import type { FastifyRequest } from 'fastify'
import type { Child } from 'hono/jsx'

export type CustomerSession = NonNullable<Awaited<ReturnType<FastifyRequest['customerSession']>>>

/**
 * A part of the security page that another feature draws, null for nothing. Those of a list (`login`, `secondStep`) draw their
 * own `Rows`.
 * @param csrf token for its forms
 */
export type AccountSection = (request: FastifyRequest, session: CustomerSession, csrf: string) => Promise<Child | null>

export interface AccountSections {
  /** Further ways to log in, below the password. */
  readonly login: readonly AccountSection[]
  /** What is asked for after the first proof. */
  readonly secondStep: readonly AccountSection[]
  /** Whole `Section`s, below the devices. */
  readonly more: readonly AccountSection[]
}
