import type { FastifyRequest } from 'fastify'
import type { StaffLogin } from './types.ts'

/**
 * Something that has to be done before the back office opens, such as choosing a new password: the path where it is done, or
 * null when this person has nothing to do.
 */
export type Gate = (login: StaffLogin, request: FastifyRequest) => Promise<string | null>

/** What stands between a login and the pages, in the order in which it was added. */
export interface Gates {
  add(gate: Gate): void
  /** Where this person has to go first; null when the way is free. */
  closed(login: StaffLogin, request: FastifyRequest): Promise<string | null>
}

export function createGates(): Gates {
  const gates: Gate[] = []
  return {
    add(gate) {
      gates.push(gate)
    },
    async closed(login, request) {
      for (const gate of gates) {
        const path = await gate(login, request)
        if (path !== null) return path
      }
      return null
    },
  }
}
