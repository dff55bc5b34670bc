import type { BenchOptions } from '../arguments.ts'
import type { LoadClient } from '../load-client.ts'
import { TARGETS, type TargetName } from '../targets/index.ts'
import type { Target } from '../types.ts'
import type { Workplace } from '../workplace.ts'

export const WARM_UP_MS = 1500

/** What the scenarios share. */
export interface Stage {
  readonly options: BenchOptions
  readonly workplace: Workplace
  readonly client: LoadClient
  /** Those of these targets that were asked for, set up once for all scenarios. */
  targets(names: readonly TargetName[]): Promise<[TargetName, Target][]>
  /** One line of progress. */
  say(line: string): void
}

export function createStage(shared: Pick<Stage, 'options' | 'workplace' | 'client'>): Stage {
  const prepared = new Map<TargetName, Target>()
  return {
    ...shared,
    async targets(names) {
      const wanted: [TargetName, Target][] = []
      for (const name of names.filter((one) => shared.options.only.includes(one))) {
        const target = prepared.get(name) ?? (await TARGETS[name](shared.workplace))
        prepared.set(name, target)
        wanted.push([name, target])
      }
      return wanted
    },
    say: (line) => console.error(line),
  }
}
