import type { Output } from './output.ts'

/** Says on stderr where the last person is gone who could log in and manage the teams. */
export function noteUnmanaged(out: Output, organizers: readonly string[]): void {
  for (const name of organizers) {
    out.note(`nobody can manage the teams of "${name}" any more, except administrators of the installation`)
  }
}
