import type { FastifyReply, FastifyRequest } from 'fastify'
import { isLocalPath } from '../../core/redirects.ts'
import type { Log } from '../../platform/observe/log.ts'
import { ask, isTroubled, type LoadedBackend } from '../staff-backends/index.ts'
import type { BackendCalls, BackendMessage } from './backend-request.ts'
import { backendHint, backendName, isVisible } from './safe-backend.ts'

/** What one backend offers to this visitor. */
export interface BackendOffer {
  readonly backend: LoadedBackend
  /** In the language of the visitor. */
  readonly name: string
  /** One line below the form or the button. */
  readonly hint: string | null
  readonly isVisible: boolean
  /** Where its login begins, for those that lead elsewhere. */
  readonly url: string | null
  /** It could not be asked just now, or failed several times in a row. */
  readonly isDown: boolean
  readonly messages: readonly BackendMessage[]
}

interface OfferDeps {
  readonly calls: BackendCalls
  readonly log: Log
}

/** Asks one backend where it leads; whatever it answers, an offer comes out. */
export async function offerOf(
  { calls, log }: OfferDeps,
  backend: LoadedBackend,
  request: FastifyRequest,
  reply: FastifyReply,
  purpose: 'login' | 'reauthentication',
): Promise<BackendOffer> {
  const call = calls(backend, request, reply, { purpose })
  const answer = await ask(backend, 'authenticationUrl', () => backend.authenticationUrl(call.request), { log })
  const url = answer.ok && isAddress(answer.value) ? answer.value : null
  if (answer.ok && answer.value !== null && url === null) {
    log.warn({ backend: backend.identifier }, 'a staff backend gave an authentication URL that is no address')
  }
  return {
    backend,
    name: backendName(backend, request.locale),
    hint: backendHint(backend, request.locale),
    isVisible: isVisible(backend),
    url,
    isDown: !answer.ok || isTroubled(backend),
    messages: call.messages,
  }
}

function isAddress(url: unknown): url is string {
  if (typeof url !== 'string') return false
  return isLocalPath(url) || /^https?:$/.test(URL.parse(url)?.protocol ?? '')
}
