import type { FastifyInstance } from 'fastify'
import { accountsAreOn } from '../organizers/index.ts'
import type { SecondFactorDeps } from './deps.ts'
import { type OfficeFactorDeps, resetForm, submitReset } from './office/reset.tsx'
import { loginOptions, loginWithPasskey } from './routes/login-passkey.ts'
import {
  addOptions,
  addPasskey,
  addPasskeyForm,
  confirmRemove,
  removePasskey,
  renameForm,
  renamePasskey,
} from './routes/passkeys.ts'
import { codesPage, downloadCodes, makeCodes } from './routes/recovery-codes.ts'
import { secondStepOptions, secondStepPage, submitSecondStep, submitSecondStepPasskey } from './routes/second-step.ts'
import { setUpOptions, setUpPasskey, setUpTotp } from './routes/set-up.ts'
import { submitTotp, totpPage } from './routes/totp.ts'
import { passkeysAreOn, secondStepIsOn } from './scope.ts'

/** For scripts: errors are JSON, too. */
const JSON_ANSWERS = { config: { answers: 'api' } } as const

/** The pages of the person. The scope has `organizerScope`, `pageHooks` and `customerSessionHook`. */
export function secondFactorRoutes(app: FastifyInstance, deps: SecondFactorDeps): void {
  app.register(async (account) => {
    account.addHook('onRequest', accountsAreOn)
    account.register(async (passkeys) => {
      passkeys.addHook('onRequest', passkeysAreOn)
      passkeys.post('/account/login/passkey/options', JSON_ANSWERS, loginOptions(deps))
      passkeys.post('/account/login/passkey', loginWithPasskey(deps))
      passkeys.get('/account/security/passkeys/add', addPasskeyForm(deps))
      passkeys.post('/account/security/passkeys/add', addPasskey(deps))
      passkeys.post('/account/security/passkeys/options', JSON_ANSWERS, addOptions(deps))
    })
    account.get('/account/security/passkeys/:passkey', renameForm(deps))
    account.post('/account/security/passkeys/:passkey', renamePasskey(deps))
    account.get('/account/security/passkeys/:passkey/remove', confirmRemove(deps))
    account.post('/account/security/passkeys/:passkey/remove', removePasskey(deps))
    account.register(async (steps) => secondStepRoutes(steps, deps))
  })
}

function secondStepRoutes(app: FastifyInstance, deps: SecondFactorDeps): void {
  app.addHook('onRequest', secondStepIsOn)
  app.get('/account/login/second-step', secondStepPage(deps))
  app.post('/account/login/second-step', submitSecondStep(deps))
  app.post('/account/login/second-step/totp', setUpTotp(deps))
  app.get('/account/security/totp', totpPage(deps))
  app.post('/account/security/totp', submitTotp(deps))
  app.get('/account/security/recovery-codes', codesPage(deps))
  app.post('/account/security/recovery-codes', makeCodes(deps))
  app.post('/account/security/recovery-codes/download', downloadCodes(deps))
  app.register(async (passkeys) => {
    passkeys.addHook('onRequest', passkeysAreOn)
    passkeys.post('/account/login/second-step/passkey/options', JSON_ANSWERS, secondStepOptions(deps))
    passkeys.post('/account/login/second-step/passkey', submitSecondStepPasskey(deps))
    passkeys.post('/account/login/second-step/register/options', JSON_ANSWERS, setUpOptions(deps))
    passkeys.post('/account/login/second-step/register', setUpPasskey(deps))
  })
}

/** Below `/control/organizer/:organizer`. Each handler names the right that it needs. */
export function officeSecondFactorRoutes(app: FastifyInstance, deps: OfficeFactorDeps): void {
  app.get('/customer/:identifier/second-step/reset', resetForm(deps))
  app.post('/customer/:identifier/second-step/reset', submitReset(deps))
}
