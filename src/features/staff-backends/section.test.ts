import { expect, it } from 'vitest'
import { z } from 'zod'
import type { AuthBackend, ConfigSchema } from './contract.ts'
import { readSection } from './section.ts'

const backend = (configSchema?: ConfigSchema<Record<string, unknown>>): AuthBackend => ({
  identifier: 'acme',
  verboseName: 'Acme',
  ...(configSchema && { configSchema }),
})

it('gives the section on as it is where the backend has no schema', async () => {
  expect(await readSection(backend(), { url: 'x', more: 1 })).toEqual({ config: { url: 'x', more: 1 }, issues: [] })
})

it('gives what the schema makes of the section', async () => {
  const schema = z.object({ port: z.number().default(636) })
  expect(await readSection(backend(schema), {})).toEqual({ config: { port: 636 }, issues: [] })
})

it('names each issue with its path', async () => {
  const schema = z.object({
    url: z.url('must be an address'),
    teams: z.array(z.object({ team: z.string('is missing') })),
  })
  const { issues } = await readSection(backend(schema), { url: 'x', teams: [{}] })
  expect(issues).toEqual(['url: must be an address', 'teams.0.team: is missing'])
})

it('takes a schema that throws, at once or later, as an issue', async () => {
  const throwing = (validate: () => never | Promise<never>) =>
    backend({ '~standard': { version: 1, vendor: 'test', validate } })
  const atOnce = throwing(() => {
    throw new Error('no licence')
  })
  const later = throwing(() => Promise.reject(new Error('no licence')))
  for (const broken of [atOnce, later]) expect((await readSection(broken, {})).issues).toEqual(['no licence'])
})
