/** What can be measured, in the order of the report. */
export const SCENARIOS = ['code-flow', 'userinfo', 'refresh', 'storm', 'start', 'customers'] as const
/** Those that run unless others are asked for: the others take minutes to prepare. */
export const USUAL: readonly ScenarioName[] = ['code-flow', 'userinfo', 'refresh', 'storm', 'start']

export type ScenarioName = (typeof SCENARIOS)[number]

export function isScenarioName(name: string): name is ScenarioName {
  return SCENARIOS.some((known) => known === name)
}
