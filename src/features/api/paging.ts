import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { NotFound } from '../../core/errors.ts'

export const MAX_PAGE_SIZE = 50

const query = z.object({
  page: z.coerce.number().int().min(1).max(1_000_000).catch(1),
  page_size: z.coerce.number().int().min(1).catch(MAX_PAGE_SIZE),
})

/** A part of a list, as the reference pages all of its lists. */
export interface Page<T> {
  readonly count: number
  /** Absolute addresses. */
  readonly next: string | null
  readonly previous: string | null
  readonly results: readonly T[]
}

/**
 * The page of a list that the query asks for.
 * @param url public address of the installation
 * @throws NotFound for a page behind the last one
 */
export function pageOf<T>(request: FastifyRequest, all: readonly T[], url: string): Page<T> {
  const asked = query.parse(request.query ?? {})
  const size = Math.min(asked.page_size, MAX_PAGE_SIZE)
  const pages = Math.max(1, Math.ceil(all.length / size))
  if (asked.page > pages) throw new NotFound('page of the list')
  const address = (page: number) => {
    const target = new URL(request.originalUrl, url)
    if (page === 1) target.searchParams.delete('page')
    else target.searchParams.set('page', String(page))
    return target.href
  }
  return {
    count: all.length,
    next: asked.page < pages ? address(asked.page + 1) : null,
    previous: asked.page > 1 ? address(asked.page - 1) : null,
    results: all.slice((asked.page - 1) * size, asked.page * size),
  }
}
