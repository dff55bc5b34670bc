import type { CommandEntry } from './command.ts'

/** Every command of `foyer`, in the order of its help. */
export const commands: readonly CommandEntry[] = [
  { noun: 'config', summary: 'show the effective settings', load: () => import('./commands/config.ts') },
]
