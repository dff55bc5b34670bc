import type { Message, TextParams } from '../../core/errors.ts'
import { OAuthError } from '../../protocol/provider/errors.ts'
import type { Finding, Step, StepResult } from './types.ts'

/** What a step writes down while it runs. */
export interface Notes {
  sent(...lines: string[]): void
  answered(...lines: string[]): void
  /** Something that was looked at; a bad one fails the step. Answers whether it was good. */
  found(isGood: boolean, text: string, params?: TextParams): boolean
  warn(advice: string, params?: TextParams): void
  skip(advice: string, params?: TextParams): void
}

export interface StepDone<T> {
  readonly step: Step
  /** null when the step failed. */
  readonly value: T | null
}

const said = (group: string, key: string, params?: TextParams): Message => ({
  key: `connectionTest:${group}.${key}`,
  ...(params && { params }),
})

/** Runs one step. Whatever it throws makes it fail, with the reason as advice. @param title key below `connectionTest:step` */
export async function runStep<T>(
  title: string,
  params: TextParams,
  run: (notes: Notes) => Promise<T> | T,
): Promise<StepDone<T>> {
  const began = performance.now()
  const sent: string[] = []
  const answered: string[] = []
  const findings: Finding[] = []
  let result = 'pass' as StepResult
  let advice = null as Message | null
  let value: T | null = null
  const notes: Notes = {
    sent: (...lines) => void sent.push(...lines),
    answered: (...lines) => void answered.push(...lines),
    found(isGood, text, facts) {
      findings.push({ isGood, text: said('found', text, facts) })
      return isGood
    },
    warn(text, facts) {
      result = 'warn'
      advice = said('advice', text, facts)
    },
    skip(text, facts) {
      result = 'skip'
      advice = said('advice', text, facts)
    },
  }
  try {
    value = await run(notes)
    if (findings.some(({ isGood }) => !isGood)) {
      result = 'fail'
      value = null
    }
  } catch (error) {
    result = 'fail'
    advice = adviceFor(error)
  }
  const ms = result === 'skip' ? null : Math.max(0, Math.round(performance.now() - began))
  return { step: { title: said('step', title, params), result, ms, advice, sent, answered, findings }, value }
}

/** What was not reached because a step before it failed. */
export function notRun(title: string, params: TextParams, advice = 'notReached'): Step {
  const nothing = { ms: null, sent: [], answered: [], findings: [] }
  return { ...nothing, title: said('step', title, params), result: 'skip', advice: said('advice', advice) }
}

function adviceFor(error: unknown): Message {
  if (error instanceof OAuthError) {
    return said('advice', 'refused', { error: error.code, description: error.description })
  }
  return said('advice', 'broken', { message: error instanceof Error ? error.message : String(error) })
}
