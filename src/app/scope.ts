import type { FastifyInstance } from 'fastify'

/** A part of the server: addresses that share what must be known before a handler runs. */
export type Scope = (scope: FastifyInstance) => Promise<void>
