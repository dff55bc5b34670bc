import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Child } from 'hono/jsx'
import { NotFound } from '../../../core/errors.ts'
import { looksLikeId, type TeamId } from '../../../core/ids.ts'
import type { Platform } from '../../../platform/platform.ts'
import { requireStaff } from '../../office-access/index.ts'
import { backendText, type LoadedBackend } from '../../staff-backends/index.ts'
import { teamParams } from '../forms.ts'
import type { Teams } from '../teams.ts'
import type { Editor, Team } from '../types.ts'

/**
 * A part of the page of a team that another feature draws.
 * @param canManage false for a team that may do more than who looks at it
 */
export type TeamSection = (
  request: FastifyRequest,
  reply: FastifyReply,
  shown: { readonly team: Team; readonly canManage: boolean; readonly csrf: string },
) => Promise<Child>

export interface TeamRoutesDeps {
  readonly platform: Platform
  readonly teams: Teams
  /** The backends that the installation has, for their names. */
  readonly backends: { get(identifier: string): LoadedBackend | undefined }
  readonly sections?: readonly TeamSection[]
}

export const PAGE_SIZE = 50

/** Who changes teams with this request. */
export function editorOf(request: FastifyRequest): Editor {
  const { user, actor } = requireStaff(request)
  return { user, actor }
}

/** The team of the address. @throws NotFound, also for a team of another organizer */
export async function teamOf({ teams }: Pick<TeamRoutesDeps, 'teams'>, request: FastifyRequest): Promise<Team> {
  const { team: id } = teamParams.parse(request.params)
  const team = looksLikeId(id) ? await teams.manage.byId(request.organizer, id as TeamId) : null
  if (!team) throw new NotFound('team')
  return team
}

/** What people call a backend; its identifier when it is not configured any more. */
export function backendNames({ backends }: Pick<TeamRoutesDeps, 'backends'>, lang: string) {
  return (identifier: string): string => {
    const backend = backends.get(identifier)
    return backend === undefined ? identifier : backendText(backend.verboseName, lang)
  }
}

/** One page of a list by key, with the way to the next one. */
export function pageOf<T>(found: readonly T[], key: (row: T) => string, address: string) {
  const shown = found.slice(0, PAGE_SIZE)
  const last = found.length > PAGE_SIZE ? shown.at(-1) : undefined
  const older = last && `${address}?${new URLSearchParams({ after: key(last) })}`
  return { shown, older }
}
