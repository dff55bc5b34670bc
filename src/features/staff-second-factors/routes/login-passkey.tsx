import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Child } from 'hono/jsx'
import { NotFound, TooManyRequests } from '../../../core/errors.ts'
import { safeRedirect } from '../../../core/redirects.ts'
import { clientAddress } from '../../../platform/http/client-address.ts'
import { PASSKEY_SCRIPTS, PasskeyForm } from '../../../ui/passkey-form.tsx'
import type { User } from '../../staff/index.ts'
import { readNext, readProof } from '../forms.ts'
import { requireRelyingParty, type StaffFactorDeps } from '../scope.ts'
import { loginAddress } from './login.ts'

const NATIVE = 'native'
const ACTION = '/control/login/passkey'

/** "Log in with a passkey" for the login page of the native backend; null where there are no passkeys. */
export function passkeyLogin({ staffSecondFactors }: Pick<StaffFactorDeps, 'staffSecondFactors'>) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<Child> => {
    if (staffSecondFactors.passkeys.rp === null) return null
    const { t, server } = request
    const { next } = readNext(request.query)
    return (
      <>
        <PasskeyForm
          t={t}
          kind="get"
          action={ACTION}
          options={`${ACTION}/options`}
          csrf={reply.csrfToken()}
          fields={next === '' ? {} : { next: safeRedirect(next, '/control/') }}
          submit={t('staffFactors:passkeyLogin.submit')}
          autofill
        />
        {PASSKEY_SCRIPTS.map((name) => (
          <script type="module" src={server.assets.script(name)} />
        ))}
      </>
    )
  }
}

/** Whose passkey it is, nobody knows before it answers. */
export function passkeyLoginOptions(deps: StaffFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    requireNative(deps)
    const { passkeys, throttles } = deps.staffSecondFactors
    const rp = requireRelyingParty(deps)
    await throttles.passkey(clientAddress(request))
    const asked = { purpose: 'login', userId: null } as const
    return reply.header('cache-control', 'no-store').send(await passkeys.askFor(request, reply, rp, asked))
  }
}

/**
 * Logs in with a passkey alone: the device is one factor, the finger, face or PIN that it verified the other. For active
 * accounts of the native backend; other accounts begin with their own backend.
 */
export function loginWithPasskey(deps: StaffFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    requireNative(deps)
    const { credential, next: wanted } = readProof(request.body)
    const next = safeRedirect(wanted, '/control/')
    try {
      const user = await provenUser(request, deps, credential)
      if (user) {
        const login = { user, backend: NATIVE, isLong: false, next, secondFactor: 'local', upstream: null } as const
        return await deps.staff.completion.complete(request, reply, login)
      }
      reply.flash('bad', { key: 'staffFactors:passkeyLogin.failed' })
    } catch (error) {
      if (!(error instanceof TooManyRequests) || !error.text) throw error
      reply.flash('bad', error.text)
    }
    return reply.header('cache-control', 'no-store').redirect(loginAddress(next), 303)
  }
}

/** The owner of the passkey, if it may log in alone; what the database says of the account counts. @throws TooManyRequests */
async function provenUser(request: FastifyRequest, deps: StaffFactorDeps, credential: string): Promise<User | null> {
  const { passkeys, throttles, secondStep } = deps.staffSecondFactors
  await throttles.passkey(clientAddress(request))
  const proven = await passkeys.prove(request, 'login', credential)
  if (proven.kind === 'refused') {
    await secondStep.failed(proven.user, 'wrong_passkey')
    return null
  }
  const { user, use } = proven
  if (user.authBackend !== NATIVE || !user.isActive) {
    await secondStep.failed(user, 'wrong_passkey')
    return null
  }
  if (await deps.platform.db.transaction(use)) return user
  await secondStep.failed(user, 'passkey_counter')
  return null
}

/** @throws NotFound where accounts of this installation cannot log in */
function requireNative({ backends }: StaffFactorDeps): void {
  if (!backends.get(NATIVE)) throw new NotFound()
}
