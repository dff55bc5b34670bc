import { stringify } from 'csv-stringify/sync'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { InvalidInput, NotFound } from '../../core/errors.ts'
import { acceptUploads } from '../../platform/http/uploads.ts'
import { say } from '../../platform/i18n/i18n.ts'
import { renderPage } from '../../ui/render.ts'
import { allow, officePath, policies, requireStaff } from '../office-access/index.ts'
import { readAction, readId, readMapping, readUpload } from './forms.ts'
import { importContext } from './office/context.ts'
import { fieldLabel } from './office/field-label.ts'
import { ListPage } from './office/list-page.tsx'
import { MappingPage } from './office/mapping-page.tsx'
import { ResultPage } from './office/result-page.tsx'
import { MAX_FILE_BYTES } from './rules/read-file.ts'
import type { CustomerImport, CustomerImports } from './types.ts'

const SHOWN_PROBLEMS = 100
const MOST_PROBLEMS = 5000
/** Beside the file the form holds a few short fields. */
const FORM_MAX_BYTES = MAX_FILE_BYTES + 64 * 1024
const RELOAD_S = 2

/** Below `/control/organizer/:organizer`: customers from CSV files. All of it needs `customers:write`. */
export function customerImportRoutes(app: FastifyInstance, { imports }: { imports: CustomerImports }): void {
  app.addHook('preHandler', async (request) => allow(request, policies.customers.import))

  const address = ({ organizer }: FastifyRequest, page = '') => officePath(organizer.slug, `customers/import${page}`)

  async function jobOf(request: FastifyRequest): Promise<CustomerImport> {
    const job = await imports.find(request.organizer, readId(request.params))
    if (!job) throw new NotFound('import')
    return job
  }

  async function list(request: FastifyRequest, reply: FastifyReply, wrong?: InvalidInput) {
    const context = importContext(request, reply)
    const page = ListPage({ context, imports: await imports.list(request.organizer), wrong })
    return reply.code(wrong ? 422 : 200).html(await renderPage(page))
  }

  async function show(request: FastifyRequest, reply: FastifyReply, job: CustomerImport) {
    const context = importContext(request, reply, job)
    if (job.state === 'mapping') {
      const sample = await imports.sample(request.organizer, job.id)
      return reply.html(await renderPage(MappingPage({ context, job, settings: job.settings, sample })))
    }
    if (job.state === 'checking' || job.state === 'running') reply.header('refresh', String(RELOAD_S))
    const problems = await imports.problems(request.organizer, job.id, SHOWN_PROBLEMS)
    return reply.html(await renderPage(ResultPage({ context, job, problems })))
  }

  async function check(request: FastifyRequest, reply: FastifyReply, job: CustomerImport) {
    const { organizer, body } = request
    const settings = readMapping(body, job.settings.columns)
    try {
      await imports.configure(organizer, job.id, settings)
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error
      const context = importContext(request, reply, job)
      const sample = await imports.sample(organizer, job.id)
      return reply.code(422).html(await renderPage(MappingPage({ context, job, settings, sample, wrong: error })))
    }
    await imports.begin(organizer, job.id, 'check')
    return reply.redirect(address(request, `/${job.id}`), 303)
  }

  app.register(async (uploads) => {
    acceptUploads(uploads, FORM_MAX_BYTES)
    uploads.post('/customers/import', { bodyLimit: FORM_MAX_BYTES }, async (request, reply) => {
      const { organizer } = request
      try {
        const file = readUpload(request.body)
        if (!file) throw new InvalidInput({ file: { key: 'customerImport:bad.file' } })
        const job = await imports.create(organizer, file, requireStaff(request).actor)
        return await reply.redirect(address(request, `/${job.id}`), 303)
      } catch (error) {
        if (!(error instanceof InvalidInput)) throw error
        return list(request, reply, error)
      }
    })
  })

  app.get('/customers/import', (request, reply) => list(request, reply))
  app.get('/customers/import/:id', async (request, reply) => show(request, reply, await jobOf(request)))

  app.post('/customers/import/:id', async (request, reply) => {
    const job = await jobOf(request)
    const { organizer } = request
    switch (readAction(request.body)) {
      case 'check':
        return check(request, reply, job)
      case 'run':
        await imports.begin(organizer, job.id, 'run')
        break
      case 'again':
        await imports.configure(organizer, job.id, job.settings)
        break
      case 'cancel':
        await imports.cancel(organizer, job.id)
        reply.flash('ok', { key: 'customerImport:cancel.done' })
        return reply.redirect(address(request), 303)
    }
    return reply.redirect(address(request, `/${job.id}`), 303)
  })

  app.get('/customers/import/:id/problems.csv', async (request, reply) => {
    const job = await jobOf(request)
    const { t } = request
    const rows = (await imports.problems(request.organizer, job.id, MOST_PROBLEMS)).flatMap(({ row, problems }) =>
      Object.entries(problems).map(([field, message]) => [row, fieldLabel(field, t), say(t, message)]),
    )
    reply.header('content-disposition', 'attachment; filename="import-problems.csv"')
    return reply.type('text/csv; charset=utf-8').send(stringify(rows, { bom: true }))
  })
}
