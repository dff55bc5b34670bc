import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Platform } from '../../platform/platform.ts'
import type { Audit } from '../audit/index.ts'
import type { Staff } from '../staff/index.ts'
import { type Answer, ask, type BackendRegistry, type LoadedBackend } from '../staff-backends/index.ts'
import { type BackendOffer, offerOf } from './backend-offer.ts'
import { type BackendCalls, backendCalls } from './backend-request.ts'
import { type NextAddress, nextAddresses } from './next-address.ts'
import { createProcessLogin, type ProcessLogin } from './process-login.ts'

export interface DoorDeps {
  readonly platform: Platform
  readonly staff: Staff
  readonly backends: BackendRegistry
  readonly audit: Audit
}

/**
 * What pages need that let people prove who they are: the backends, and how to ask them. The login page is made of it, and so
 * are pages that ask anew.
 */
export interface BackendDoors {
  readonly backends: BackendRegistry
  /** Prepares what a backend is asked with; `{ purpose: 'reauthentication' }` names the person of the session to it. */
  readonly calls: BackendCalls
  /** Asks in isolation. A form takes the patience of a `person` (20 s), everything else that of a `page` (3 s). */
  ask<T>(
    backend: LoadedBackend,
    what: string,
    run: (backend: LoadedBackend) => Promise<T>,
    patience?: 'page' | 'person',
  ): Promise<Answer<T>>
  /** What one backend offers to this visitor: its form, its address elsewhere, or that it does not answer. */
  offer(
    backend: LoadedBackend,
    request: FastifyRequest,
    reply: FastifyReply,
    purpose?: 'login' | 'reauthentication',
  ): Promise<BackendOffer>
  /** Where the person goes on: what the backend says, if it is a path of this site; else the start page. */
  readonly nextAddress: NextAddress
  readonly processLogin: ProcessLogin
}

export function createBackendDoors(deps: DoorDeps): BackendDoors {
  const { platform, staff, backends } = deps
  const { log } = platform
  const calls = backendCalls({ staff, platform })
  const nextAddress = nextAddresses({ backends, calls, log })
  return {
    backends,
    calls,
    ask: (backend, what, run, patience = 'page') => ask(backend, what, run, { log, patience }),
    offer: (backend, request, reply, purpose = 'login') => offerOf({ calls, log }, backend, request, reply, purpose),
    nextAddress,
    processLogin: createProcessLogin({ ...deps, nextAddress }),
  }
}
