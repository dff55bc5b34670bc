/** Milliseconds since 1970-01-01 UTC. */
export type Instant = number

/** JSON as text, validated with zod when it is read. */
export type JsonText = string
