/** What can be measured, in the order of the report. */
export const SCENARIOS = ['code-flow', 'userinfo', 'refresh', 'storm', 'start'] as const

export type ScenarioName = (typeof SCENARIOS)[number]

export function isScenarioName(name: string): name is ScenarioName {
  return SCENARIOS.some((known) => known === name)
}
