import type { Message } from '../../core/errors.ts'
import { type RedirectUriProblem, redirectUriProblem } from '../../protocol/provider/redirect-uri-rules.ts'
import type { ClientType } from './types.ts'

export const MAX_ADDRESSES = 50

const TEXTS = {
  too_long: 'tooLong',
  characters: 'characters',
  not_absolute: 'notAbsolute',
  fragment: 'fragment',
  credentials: 'credentials',
  wildcard: 'wildcard',
  insecure: 'insecure',
  scheme: 'scheme',
  private_scheme_needs_public: 'privateScheme',
  reserved_parameter: 'reserved',
} as const satisfies Record<RedirectUriProblem, string>

/**
 * The addresses of a field with one on each line, each once. What is wrong is noted for each line as
 * `<field>.<number of the line>`, so that all of it can be repaired at once.
 */
export function readAddresses(
  field: string,
  lines: readonly string[],
  clientType: ClientType,
  wrong: Record<string, Message>,
): string[] {
  const found = new Set<string>()
  for (const [index, line] of lines.entries()) {
    const uri = line.trim()
    if (uri === '') continue
    const problem = redirectUriProblem(uri, clientType)
    if (problem) wrong[`${field}.${index + 1}`] = lineMessage(problem, index + 1, uri)
    else found.add(uri)
  }
  if (found.size > MAX_ADDRESSES) wrong[field] = { key: 'ssoClients:errors.tooMany', params: { max: MAX_ADDRESSES } }
  return [...found]
}

/** Addresses that Foyer itself or the browser calls at logout: https, or http on this machine. */
export function endpointProblem(uri: string): Message | null {
  const problem = redirectUriProblem(uri, 'confidential')
  if (problem === 'private_scheme_needs_public') return { key: 'ssoClients:address.scheme' }
  return problem && { key: `ssoClients:address.${TEXTS[problem]}` }
}

/** Pages for people, such as the privacy notice: https or http, with whatever stands behind the path. */
export function pageProblem(uri: string): Message | null {
  const [bare = ''] = uri.split(/[?#]/)
  const problem = redirectUriProblem(bare, 'confidential')
  if (problem === 'scheme' || problem === 'private_scheme_needs_public') return { key: 'ssoClients:address.pageScheme' }
  if (problem !== null && problem !== 'insecure') return { key: `ssoClients:address.${TEXTS[problem]}` }
  const whole = redirectUriProblem(uri.replace('#', ''), 'confidential')
  return whole === 'too_long' || whole === 'characters' ? { key: `ssoClients:address.${TEXTS[whole]}` } : null
}

function lineMessage(problem: RedirectUriProblem, line: number, uri: string): Message {
  return {
    key: `ssoClients:line.${TEXTS[problem]}`,
    params: { line, uri: uri.length > 80 ? `${uri.slice(0, 80)}…` : uri },
  }
}
