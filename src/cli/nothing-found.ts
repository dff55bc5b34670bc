/** The command was typed right, but what it names does not exist: one clear line and exit status 1. */
export class NothingFound extends Error {
  override readonly name = 'NothingFound'
}
