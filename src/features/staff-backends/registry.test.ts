import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BackendRequest, BaseAuthBackend } from './contract.ts'
import { createBackendRegistry } from './registry.ts'

class Plain extends BaseAuthBackend {
  readonly identifier = 'native'
  readonly verboseName = 'Plain'
}

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-backends-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function write(name: string, content: string): string {
  const file = join(folder, name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
  return `./${name}`
}

const load = (...names: string[]) => createBackendRegistry({ names, folder, builtIn: { native: () => new Plain() } })

/** The line that a start with this configuration ends with. */
async function refusal(...names: string[]): Promise<string> {
  return load(...names).then(
    () => 'loaded',
    (error: Error) => `${error.name}: ${error.message}`,
  )
}

const request = { next: '/control/organizer/acme/' } as unknown as BackendRequest

describe('the registry of staff backends', () => {
  it('keeps the order of the configuration', async () => {
    const first = write('first.mjs', `export default class { identifier = 'first'; verboseName = 'First' }`)
    const { all, get } = await load(first, ' native ')
    expect(all.map(({ identifier }) => identifier)).toEqual(['first', 'native'])
    expect(get('first')?.verboseName).toBe('First')
    expect(get('nobody')).toBeUndefined()
  })

  it('fills in the defaults of the contract for a plugin that imports nothing', async () => {
    const small = write(
      'small.mjs',
      `export default { identifier: 'small', verboseName: { en: 'Small', de: 'Klein' } }`,
    )
    const backend = (await load(small)).all[0]
    expect(backend?.visible).toBe(true)
    expect(backend?.loginFormFields).toEqual({})
    expect(await backend?.formAuthenticate(request, {})).toBeNull()
    expect(await backend?.requestAuthenticate(request)).toBeNull()
    expect(await backend?.authenticationUrl(request)).toBeNull()
    expect(await backend?.getNextUrl(request)).toBe('/control/organizer/acme/')
  })

  it('gives a plugin its own this, also in getters and private fields', async () => {
    const own = write(
      'own.mjs',
      `export default class {
        #fields = { username: { label: 'User', type: 'text' } }
        identifier = 'own'
        verboseName = 'Own'
        get loginFormFields() { return this.#fields }
        formAuthenticate() { return { id: this.identifier } }
      }`,
    )
    const backend = (await load(own)).all[0]
    expect(Object.keys(backend?.loginFormFields ?? {})).toEqual(['username'])
    expect(await backend?.formAuthenticate(request, {})).toEqual({ user: { id: 'own' } })
  })

  it('finds packages from the folder of the configuration, also those for import only', async () => {
    write('node_modules/foyer-old/package.json', JSON.stringify({ name: 'foyer-old', main: 'index.mjs' }))
    write('node_modules/foyer-old/index.mjs', `export default { identifier: 'old', verboseName: 'Old' }`)
    const exported = { name: '@acme/login', exports: { '.': { types: './a.d.ts', import: './a.mjs' } } }
    write('node_modules/@acme/login/package.json', JSON.stringify(exported))
    write('node_modules/@acme/login/a.mjs', `export default { identifier: 'acme', verboseName: 'Acme' }`)
    const { all } = await load('foyer-old', '@acme/login')
    expect(all.map(({ identifier }) => identifier)).toEqual(['old', 'acme'])
  })
})

describe('an entry that cannot be used stops the start with its name and the reason', () => {
  it.each([
    ['nativ', 'is neither built in (native) nor an installed package, did you mean "native"?'],
    ['./missing.mjs', 'there is no such file'],
  ])('%s', async (name, reason) => {
    expect(await refusal(name)).toBe(`ConfigError: auth_backends: "${name}": ${reason}`)
  })

  it.each([
    ['throws.mjs', `throw new Error('no licence')`, 'failed to load: no licence'],
    ['imports.mjs', `import 'left-pad-of-nobody'\nexport default {}`, 'failed to load: Cannot find package'],
    ['nothing.mjs', `export const backend = 1`, 'its default export is neither a class nor an object'],
    ['nameless.mjs', `export default { verboseName: 'X' }`, 'it has no identifier'],
    ['spaced.mjs', `export default { identifier: 'a b', verboseName: 'X' }`, 'its identifier "a b" must be letters'],
    ['unnamed.mjs', `export default { identifier: 'x' }`, 'it has no verboseName'],
    ['notfunction.mjs', `export default { identifier: 'x', verboseName: 'X', getNextUrl: 1 }`, 'getNextUrl must be'],
    [
      'reserved.mjs',
      `export default { identifier: 'x', verboseName: 'X', loginFormFields: { _csrf: { label: 'a', type: 'text' } } }`,
      '"_csrf" cannot be the name of a login form field',
    ],
    [
      'kept.mjs',
      `export default { identifier: 'x', verboseName: 'X', loginFormFields: { next: { label: 'a', type: 'text' } } }`,
      'the login form itself has a field "next"',
    ],
    [
      'file.mjs',
      `export default { identifier: 'x', verboseName: 'X', loginFormFields: { key: { label: 'a', type: 'file' } } }`,
      'the type of the login form field "key" must be',
    ],
  ])('%s', async (name, content, reason) => {
    const path = write(name, content)
    const line = await refusal(path)
    expect(line).toContain(`auth_backends: "${path}": `)
    expect(line).toContain(reason)
  })

  it('backends that are all hidden and read no external session: nobody could log in', async () => {
    const shy = write('shy.mjs', `export default { identifier: 'shy', verboseName: 'Shy', visible: false }`)
    expect(await refusal(shy)).toContain('nobody could log in')
    expect(await refusal(shy, 'native')).toBe('loaded')
    const source = `export default { identifier: 'proxy', verboseName: 'P', visible: false, requestAuthenticate: () => null }`
    expect(await refusal(write('proxy.mjs', source))).toBe('loaded')
  })

  it('an identifier that another backend has', async () => {
    const twin = write('twin.mjs', `export default { identifier: 'native', verboseName: 'Twin' }`)
    expect(await refusal('native', twin)).toContain('another entry has the identifier "native" already')
  })
})
