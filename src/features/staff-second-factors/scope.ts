import type { FastifyReply, FastifyRequest } from 'fastify'
import { Forbidden, NotFound } from '../../core/errors.ts'
import type { RelyingParty } from '../../platform/factors/relying-party.ts'
import type { Platform } from '../../platform/platform.ts'
import { officeFrame, recentLogin } from '../office-access/index.ts'
import type { Staff, StaffLogin } from '../staff/index.ts'
import type { BackendRegistry } from '../staff-backends/index.ts'
import type { ChangeContext } from './changes.ts'
import { SETTINGS_PATH, type StaffSecondFactors } from './staff-second-factors.ts'

export interface StaffFactorDeps {
  readonly platform: Platform
  readonly staff: Staff
  readonly backends: BackendRegistry
  readonly staffSecondFactors: StaffSecondFactors
}

/**
 * Who changes their own factors, after a recent login. Null: the browser was sent to prove it.
 * @throws Forbidden for administrators who look through another account
 */
export function ownLogin(request: FastifyRequest, reply: FastifyReply): StaffLogin | null {
  if (request.staff?.impersonator) throw new Forbidden('nobody changes the second factor of somebody else')
  return recentLogin(request, reply)
}

export function ownChange({ user, actor, session }: StaffLogin): ChangeContext {
  return { user, actor, session }
}

/** @throws NotFound where browsers offer no passkeys */
export function requireRelyingParty({ staffSecondFactors }: StaffFactorDeps): RelyingParty {
  const { rp } = staffSecondFactors.passkeys
  if (rp === null) throw new NotFound()
  return rp
}

/** What every page of the settings needs here. */
export function settingsContext(request: FastifyRequest, reply: FastifyReply, { user }: StaffLogin, instance: string) {
  const { t, locale } = request
  return {
    office: officeFrame(request, reply),
    t,
    locale,
    timeZone: user.timeZone,
    instance,
    csrf: reply.csrfToken(),
    hasPassword: user.authBackend === 'native',
    cancel: { href: SETTINGS_PATH, text: t('words:cancel') },
  }
}

export type SettingsContext = ReturnType<typeof settingsContext>
