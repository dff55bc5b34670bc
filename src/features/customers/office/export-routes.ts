import type { FastifyReply, FastifyRequest } from 'fastify'
import { renderPage } from '../../../ui/render.ts'
import { allow, policies, requireStaff } from '../../office-access/index.ts'
import { allCustomers, pickedCustomers, withDetails } from '../export/all-customers.ts'
import { exportColumns } from '../export/columns.ts'
import { csvFile } from '../export/csv-file.ts'
import { xlsxFile } from '../export/xlsx-file.ts'
import type { CustomerFilter } from '../types.ts'
import { officeContext } from './context.ts'
import type { CustomerRoutesDeps } from './deps.ts'
import { ExportPage } from './export.tsx'
import { COUNT_LIMIT, MAX_COUNTED } from './list.tsx'
import { filterOf, isFiltered, type ListQuery, readListQuery, sortOf } from './list-query.ts'
import { readPicked } from './picked.ts'

const WORKSHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export function exportForm(deps: CustomerRoutesDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.customers.export)
    return showExport(deps, request, reply, [])
  }
}

export async function showExport(
  { platform, customers }: CustomerRoutesDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  picked: readonly string[],
) {
  const { organizer, t } = request
  const query = readListQuery(request.query)
  const context = officeContext(request, reply, [{ text: t('customers:export.title') }])
  const filter = filterOf(query, organizer.timeZone, platform.clock.now())
  const amount = picked.length > 0 ? picked.length : await amountOf(query, filter)
  const count =
    amount === null
      ? t('customers:export.countUnknown')
      : amount > COUNT_LIMIT && isFiltered(query)
        ? t('customers:export.countMany', { total: context.number(COUNT_LIMIT) })
        : t('customers:export.count', { count: amount, total: context.number(amount) })
  return reply.html(await renderPage(ExportPage({ context, query, count, picked })))

  async function amountOf(list: ListQuery, wanted: CustomerFilter): Promise<number | null> {
    const { all } = await customers.counts(organizer.id)
    if (!isFiltered(list)) return all
    if (all <= MAX_COUNTED) return customers.countFound(organizer.id, wanted, COUNT_LIMIT + 1)
    return (await customers.list(organizer.id, { ...wanted, ...sortOf(list), limit: 1 })).found
  }
}

/** Sends the file while it is made. A browser that hangs up ends it. */
export function download(deps: CustomerRoutesDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.customers.export)
    const { platform, customers, audit, tags, logins } = deps
    const { organizer, t, locale } = request
    const { identifiers, format } = readPicked(request.body)
    const query = readListQuery(request.query)
    const filter = filterOf(query, organizer.timeZone, platform.clock.now())
    const found =
      identifiers.length > 0
        ? pickedCustomers(customers, organizer.id, identifiers)
        : allCustomers(customers, organizer.id, filter, sortOf(query))
    const batches = withDetails(found, {
      tagsOf: tags && ((ids) => tags.ofMany(organizer.id, ids)),
      loginsOf: logins && ((ids) => logins.ofMany(request, ids)),
    })
    const columns = exportColumns(organizer, t)
    const file =
      format === 'csv' ? csvFile(batches, columns, locale) : xlsxFile(batches, columns, t('customers:list.title'))
    await audit.record(platform.db.q, organizer.id, {
      action: 'foyer.customers.exported',
      actor: requireStaff(request).actor,
      object: { type: 'organizer', id: organizer.id, name: organizer.name },
      detail: { format },
    })
    return reply
      .type(format === 'csv' ? 'text/csv; charset=utf-8' : WORKSHEET_TYPE)
      .header('content-disposition', `attachment; filename="${organizer.slug}_customers.${format}"`)
      .header('cache-control', 'no-store')
      .send(file)
  }
}
