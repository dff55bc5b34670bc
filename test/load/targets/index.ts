import type { Target } from '../types.ts'
import type { Workplace } from '../workplace.ts'
import { prepareBare } from './bare.ts'
import { prepareFoyer } from './foyer.ts'
import { preparePeer } from './peer.ts'

/** What can be measured, in the order of the table. */
export const TARGETS = {
  sqlite: (workplace) => prepareFoyer(workplace, workplace.sqlite('foyer')),
  postgres: async (workplace) => prepareFoyer(workplace, await workplace.postgres('foyer')),
  peer: preparePeer,
  bare: (workplace) => prepareBare(workplace, workplace.sqlite('bare')),
  'bare-postgres': async (workplace) => prepareBare(workplace, await workplace.postgres('bare')),
} as const satisfies Record<string, (workplace: Workplace) => Promise<Target>>

export type TargetName = keyof typeof TARGETS

export const TARGET_NAMES = Object.keys(TARGETS) as readonly TargetName[]

export function isTargetName(name: string): name is TargetName {
  return Object.hasOwn(TARGETS, name)
}
