import { expect, it } from 'vitest'
import { ConfigError } from '../../config.ts'
import { type AuthBackend, BaseAuthBackend } from './contract.ts'
import { withDefaults } from './loaded-backend.ts'
import { checkLoginRedirect } from './login-redirect.ts'

class OnlyForm extends BaseAuthBackend {
  readonly identifier = 'form'
  readonly verboseName = 'Form'
}

class Elsewhere extends BaseAuthBackend {
  readonly identifier = 'company'
  readonly verboseName = 'Company'
  override async authenticationUrl() {
    return 'https://login.example/'
  }
}

const begins: AuthBackend = { identifier: 'oidc', verboseName: 'Provider', beginLogin: () => 'https://login.example/' }
const all = [new OnlyForm(), new Elsewhere(), begins].map((backend) => withDefaults(backend))
const registry = { all, get: (name: string) => all.find(({ identifier }) => identifier === name) }

function problemsWith(identifier: string): readonly string[] {
  try {
    checkLoginRedirect(registry, identifier)
    return []
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.problems
  }
}

it('takes a backend that leads elsewhere, or none', () => {
  expect(['', 'company', 'oidc'].flatMap(problemsWith)).toEqual([])
})

it('refuses a backend that is not enabled, and one that has only a form', () => {
  expect(problemsWith('okta')).toEqual([
    'login_redirect: there is no enabled backend "okta" (enabled: form, company, oidc)',
  ])
  expect(problemsWith('form')).toEqual(['login_redirect: the backend "form" logs nobody in elsewhere'])
})
