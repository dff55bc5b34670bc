/**
 * For servers of tests: they keep connections longer than any client does, so that none ends in the moment in which it is used again.
 * With the five seconds that are usual, that happens on a busy machine.
 */
export const KEPT_ALIVE = { keepAliveTimeout: 600_000 } as const
