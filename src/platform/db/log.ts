/** Where the database reports what nobody waits for; a pino logger fits. */
export interface DbLog {
  warn(details: object, message: string): void
}
