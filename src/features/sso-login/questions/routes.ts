import type { FastifyInstance } from 'fastify'
import type { QuestionDeps } from './types.ts'

/** The scope has `organizerScope`, `pageHooks` and `customerSessionHook`. */
export function questionRoutes(_app: FastifyInstance, _deps: QuestionDeps): void {}
