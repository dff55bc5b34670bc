import type { Customers } from '../customers/index.ts'

/** How many accounts of an organizer are in which state. */
export type CustomerCounts = Awaited<ReturnType<Customers['counts']>>
