import { expect, it } from 'vitest'
import { Steps } from './steps.ts'

const double = ({ value }: { value: number }) => ({ doubled: value * 2 })
const describeLater = async ({ doubled }: { doubled: number }) => ({ text: `it is ${doubled}` })

it('hands each rule what the rules before it added, also after waiting', async () => {
  const list = Steps.from<{ value: number }>().step(double).step(describeLater)
  expect(await list.run({ value: 21 })).toEqual({ value: 21, doubled: 42, text: 'it is 42' })
})

it('stops at the first rule that throws', async () => {
  const seen: string[] = []
  const list = Steps.from<{ value: number }>()
    .step(() => {
      seen.push('first')
    })
    .step(() => {
      throw new Error('refused')
    })
    .step(() => {
      seen.push('third')
    })
  await expect(list.run({ value: 1 })).rejects.toThrow('refused')
  expect(seen).toEqual(['first'])
})

it('leaves the start and the list as they were, so that one list serves many requests', async () => {
  const start = { value: 1 }
  const list = Steps.from<{ value: number }>().step(double)
  list.step(describeLater)
  expect(await list.run(start)).toEqual({ value: 1, doubled: 2 })
  expect(start).toEqual({ value: 1 })
})

it('goes on where another list ended, on the same context', async () => {
  const first = await Steps.from<{ value: number }>().step(double).run({ value: 3 })
  const second = await Steps.from<{ doubled: number }>().step(describeLater).extend(first)
  expect(second).toBe(first)
  expect(second).toEqual({ value: 3, doubled: 6, text: 'it is 6' })
})

it('does not compile when a rule stands before the one that finds its data', () => {
  const list = Steps.from<{ value: number }>()
  // @ts-expect-error describeLater needs what double adds
  expect(list.step(describeLater)).toBeInstanceOf(Steps)
})
