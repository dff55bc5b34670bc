/** The command line itself is wrong: one clear line and exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
