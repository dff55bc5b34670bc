import type { FastifyInstance } from 'fastify'
import { addDevice, addForm, addPasskey, newPasskeyOptions, newPasskeyPage } from './routes/add.ts'
import { codesPage, downloadCodes, makeCodes } from './routes/codes.ts'
import { confirmTotp, confirmTotpPage, deleteDevice, deletePage, renameDevice, renameForm } from './routes/devices.ts'
import { loginStep, loginStepOptions, submitLoginStep } from './routes/login.ts'
import { loginWithPasskey, passkeyLoginOptions } from './routes/login-passkey.tsx'
import { leaveTeams, leaveTeamsPage, overview } from './routes/overview.ts'
import type { StaffFactorDeps } from './scope.ts'

const OPEN = { config: { office: 'open' } } as const
const FIRST = { config: { office: 'first' } } as const
/** For scripts: errors are JSON, too. */
const OPEN_JSON = { config: { office: 'open', answers: 'api' } } as const
const FIRST_JSON = { config: { office: 'first', answers: 'api' } } as const

/** Below `/control`. The scope has `pageHooks` and `staffSessionHook`. */
export function staffSecondFactorRoutes(app: FastifyInstance, deps: StaffFactorDeps): void {
  app.get('/login/2fa', OPEN, loginStep(deps))
  app.post('/login/2fa', OPEN, submitLoginStep(deps))
  app.post('/login/2fa/passkey/options', OPEN_JSON, loginStepOptions(deps))
  app.post('/login/passkey', OPEN, loginWithPasskey(deps))
  app.post('/login/passkey/options', OPEN_JSON, passkeyLoginOptions(deps))

  app.get('/settings/2fa/', FIRST, overview(deps))
  app.get('/settings/2fa/add', FIRST, addForm(deps))
  app.post('/settings/2fa/add', FIRST, addDevice(deps))
  app.get('/settings/2fa/totp/:id/confirm', FIRST, confirmTotpPage(deps))
  app.post('/settings/2fa/totp/:id/confirm', FIRST, confirmTotp(deps))
  app.get('/settings/2fa/webauthn/new/confirm', FIRST, newPasskeyPage(deps))
  app.post('/settings/2fa/webauthn/new/confirm', FIRST, addPasskey(deps))
  app.post('/settings/2fa/webauthn/new/options', FIRST_JSON, newPasskeyOptions(deps))
  app.get('/settings/2fa/:type/:id/rename', FIRST, renameForm(deps))
  app.post('/settings/2fa/:type/:id/rename', FIRST, renameDevice(deps))
  app.get('/settings/2fa/:type/:id/delete', FIRST, deletePage(deps))
  app.post('/settings/2fa/:type/:id/delete', FIRST, deleteDevice(deps))
  app.get('/settings/2fa/regenemergency', FIRST, codesPage(deps))
  app.post('/settings/2fa/regenemergency', FIRST, makeCodes(deps))
  app.post('/settings/2fa/regenemergency/download', FIRST, downloadCodes(deps))
  app.get('/settings/2fa/leaveteams', FIRST, leaveTeamsPage(deps))
  app.post('/settings/2fa/leaveteams', FIRST, leaveTeams(deps))
}
