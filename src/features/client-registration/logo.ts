import { SECOND } from '../../core/clock.ts'
import type { Platform } from '../../platform/platform.ts'

const MAX_BYTES = 512 * 1024
const TIMEOUT_MS = 5 * SECOND

/** The picture at an address; null when there is none. An app registers without its logo rather than not at all. */
export async function fetchLogo({ outgoing, log }: Pick<Platform, 'outgoing' | 'log'>, uri: string | null) {
  if (uri === null) return null
  try {
    const answer = await outgoing.fetch(uri, {
      headers: { accept: 'image/*' },
      maxBytes: MAX_BYTES,
      timeoutMs: TIMEOUT_MS,
    })
    return answer.status === 200 ? answer.body : null
  } catch (error) {
    log.info({ err: error }, 'logo of a registering app not fetched')
    return null
  }
}
