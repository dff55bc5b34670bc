/** What stderr says about an error: one line for each problem, never a stack. */
export function failureLines(error: unknown): readonly string[] {
  if (error instanceof Error && 'problems' in error && Array.isArray(error.problems)) return error.problems.map(String)
  if (error instanceof AggregateError && error.message === '') return failureLines(error.errors[0])
  const message = error instanceof Error ? error.message || error.name : String(error)
  return [message.replace(/\s*\n\s*/g, ' ').trim()]
}
