import { ENDPOINTS } from '../../protocol/provider/endpoints.ts'

/** Pages of a logout, below the organizer's base. */
export const PATHS = {
  endSession: ENDPOINTS.endSession,
  apps: `${ENDPOINTS.endSession}/apps`,
  done: `${ENDPOINTS.endSession}/done`,
  checkSession: ENDPOINTS.checkSession,
} as const

/** The parameter, or field, that carries a sealed value. */
export const SEALED = 'request'
