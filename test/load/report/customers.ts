import type { CustomersResult } from '../scenarios/customers.ts'
import { table } from './table.ts'

/** How long questions to the customer list take, with an empty line before it. */
export function customersSection(results: readonly CustomersResult[]): string[] {
  return results.flatMap(({ title, customers, questions }) => [
    '',
    `The list of ${customers.toLocaleString('en')} customers of one organizer, ${title}`,
    '',
    ...table([
      ['', 'p50 ms', 'p95 ms', 'max ms'],
      ...questions.map(({ question, p50, p95, max }) => [question, p50.toFixed(1), p95.toFixed(1), max.toFixed(1)]),
    ]),
  ])
}
