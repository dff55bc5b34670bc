import { InvalidInput } from '../../../../src/core/errors.ts'
import type { ClientModule, ClientRun } from '../run.ts'
import { checkLogin, checkRequests } from './checks.ts'

const NAME = 'oidcc-client-test'

export const configClientModules: readonly ClientModule[] = [
  {
    name: `${NAME}-discovery-openid-config`,
    async run(run: ClientRun) {
      const mock = await run.connect()
      run.must(mock.requests('.well-known/openid-configuration').length > 0, 'the description is fetched')
      await checkLogin(run, mock)
    },
  },
  {
    name: `${NAME}-discovery-jwks-uri-keys`,
    async run(run: ClientRun) {
      const mock = await run.connect()
      await checkLogin(run, mock)
      run.must(mock.requests('jwks-').length > 0, 'the keys are fetched from the address in the description')
    },
  },
  {
    name: `${NAME}-discovery-issuer-mismatch`,
    async run(run: ClientRun) {
      const { foyer, organizer } = run
      const mock = await run.prepare({ metadata: (own) => ({ ...own, issuer: 'https://other.example/' }) })
      const { ssoProviders } = foyer.features
      const made = ssoProviders.create(organizer.id, run.input(mock), { type: 'system' })
      const refused: unknown = await made.catch((error: unknown) => error)
      run.must(refused instanceof InvalidInput && 'issuer' in refused.fields, 'the issuer is refused, by name')
      run.must((await ssoProviders.list(organizer.id)).length === 0, 'nothing is saved')
      const { status } = await run.visit().logIn()
      run.must(status === 404, 'there is nothing to log in with')
      run.must(mock.requests('authorize').length === 0, 'nobody is sent to the provider')
    },
  },
  {
    name: `${NAME}-signing-key-rotation`,
    async run(run: ClientRun) {
      const mock = await run.connect()
      await checkLogin(run, mock)
      const before = mock.requests('jwks-').length
      await mock.keys.rotate()
      await checkLogin(run, mock)
      run.must(mock.requests('jwks-').length === before + 1, 'the keys are fetched again')
    },
  },
  {
    name: `${NAME}-signing-key-rotation-just-before-signing`,
    async run(run: ClientRun) {
      const mock = await run.connect({ beforeSigning: (keys) => keys.rotate() })
      await checkLogin(run, mock)
      checkRequests(run, mock)
      run.must(mock.requests('jwks-').length > 0, 'the keys are fetched again')
    },
  },
]
