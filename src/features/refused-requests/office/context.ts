import type { FastifyReply, FastifyRequest } from 'fastify'
import { formatInstant } from '../../../platform/i18n/format.ts'
import type { TextKey, Translate } from '../../../platform/i18n/i18n.ts'
import type { OfficeFrame } from '../../../ui/office-layout.tsx'
import type { Crumb } from '../../../ui/page-head.tsx'
import { officeFrame, officePath } from '../../office-access/index.ts'

/** What every page of a list of entries with reference codes is drawn with. */
export interface EntryContext {
  readonly frame: OfficeFrame
  readonly crumbs: Crumb[] | undefined
  readonly t: Translate
  /** Address of a page of this organizer in the back office. */
  readonly path: (page: string) => string
  readonly instant: (ms: number) => string
}

/** A list of entries with reference codes. */
interface EntryList {
  /** The page of the navigation that it stands below, and what that is called. */
  readonly active: 'ssoclients' | 'ssoproviders'
  readonly above: TextKey
  readonly title: TextKey
  /** Address of the list, below the organizer's pages. */
  readonly page: string
}

/** Answers how its pages are drawn; `crumb` is a page's own name below the list, none for the list itself. */
export function entryPages({ active, above, title, page }: EntryList) {
  return (request: FastifyRequest, reply: FastifyReply, crumb?: string): EntryContext => {
    const { organizer, t, locale } = request
    const path = (of: string) => officePath(organizer.slug, of)
    const over = { text: t(above), href: path(active) }
    const list = { text: t(title), ...(crumb !== undefined && { href: path(page) }) }
    const crumbs = crumb === undefined ? [over, list] : [over, list, { text: crumb }]
    return {
      ...officeFrame(request, reply, { active, crumbs }),
      t,
      path,
      instant: (ms) => formatInstant(ms, locale, organizer.timeZone),
    }
  }
}
