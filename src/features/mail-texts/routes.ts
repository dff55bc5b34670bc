import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { HOUR } from '../../core/clock.ts'
import { InvalidInput, NotFound, TooManyRequests } from '../../core/errors.ts'
import { allowFrames, sandboxed } from '../../platform/http/security-headers.ts'
import { absoluteUrl } from '../../platform/http/site.ts'
import { isLocale, LOCALES, type Locale } from '../../platform/i18n/i18n.ts'
import type { Platform } from '../../platform/platform.ts'
import { renderPage } from '../../ui/render.ts'
import { settingsTabs } from '../office/index.ts'
import { allow, officeFrame, officePath, policies, requireStaff } from '../office-access/index.ts'
import { preferredSite } from '../organizers/index.ts'
import { readTextForm, type TextForm } from './forms.ts'
import { kindName } from './groups.ts'
import { EditPage, type EditView } from './pages/edit.tsx'
import { ListPage } from './pages/list.tsx'
import { previewOf, problemPage } from './preview.tsx'
import { type SampleContext, sampleLetter, sampleValues } from './sample.ts'
import type { LetterKind, MailTexts } from './types.ts'

const TEST_MAILS = { points: 10, windowS: HOUR / 1000 }

export interface MailTextDeps {
  readonly platform: Platform
  readonly mailTexts: MailTexts
}

/** Settings → Email: the words of the mails to customers. */
export function mailTextRoutes(app: FastifyInstance, { platform, mailTexts }: MailTextDeps): void {
  const { config, clock, db, mailer, outbox, i18n } = platform
  const tests = platform.throttle.define('mail_text_test', TEST_MAILS)
  const list = ({ organizer }: FastifyRequest) => officePath(organizer.slug, 'settings/mails')
  const address = (request: FastifyRequest, kind: LetterKind) => `${list(request)}/${kind.key}`

  app.addHook('preHandler', async (request) => {
    allow(request, policies.mailTexts.manage)
  })

  function kindOf(request: FastifyRequest): LetterKind {
    const { key } = request.params as { key: string }
    const kind = mailTexts.kinds().find((candidate) => candidate.key === key)
    if (!kind) throw new NotFound('mail text')
    return kind
  }

  function sampleOf({ organizer }: FastifyRequest, kind: LetterKind, locale: Locale): SampleContext {
    const site = preferredSite(organizer, config)
    return { kind, organizer, site, locale, t: i18n.translator(locale), now: clock.now() }
  }

  function localeOf(request: FastifyRequest, { locale }: TextForm): Locale {
    const { organizer } = request
    return locale ?? (isLocale(organizer.locale) ? organizer.locale : LOCALES[0])
  }

  async function editPage(request: FastifyRequest, reply: FastifyReply, kind: LetterKind, view: EditView) {
    const { organizer, t } = request
    const title = kindName(kind, t)
    const crumbs = [
      { text: t('staff:nav.settings'), href: officePath(organizer.slug, 'settings') },
      { text: t('mailTexts:pages.title'), href: list(request) },
      { text: title },
    ]
    const sample = sampleOf(request, kind, view.locale)
    const words = mailTexts.placeholders(kind, organizer)
    allowFrames(reply, ["'self'"])
    return reply.html(
      await renderPage(
        EditPage({
          office: officeFrame(request, reply, { active: 'settings', crumbs }),
          t,
          csrf: reply.csrfToken(),
          tabs: settingsTabs(request, 'mails'),
          title,
          action: address(request, kind),
          carries: kind.carries,
          placeholders: sampleValues(sample, words),
          email: requireStaff(request).user.email,
          view,
        }),
      ),
    )
  }

  app.get('/settings/mails', async (request, reply) => {
    const { organizer, t } = request
    const own = await mailTexts.own(organizer.id)
    const crumbs = [
      { text: t('staff:nav.settings'), href: officePath(organizer.slug, 'settings') },
      { text: t('mailTexts:pages.title') },
    ]
    const kinds = mailTexts.kinds().map((kind) => ({
      kind,
      name: kindName(kind, t),
      subject: t(kind.text('subject'), {
        organizer: organizer.name,
        ...Object.fromEntries([...kind.placeholders, 'code'].map((word) => [word, '…'])),
      }),
      href: address(request, kind),
      changed: LOCALES.filter((locale) => own.has(`${kind.key} ${locale}`)),
    }))
    const office = officeFrame(request, reply, { active: 'settings', crumbs })
    return reply.html(await renderPage(ListPage({ office, t, tabs: settingsTabs(request, 'mails'), kinds })))
  })

  app.get('/settings/mails/:key', async (request, reply) => {
    const kind = kindOf(request)
    const form = readTextForm(request.query)
    const locale = localeOf(request, form)
    const current = await mailTexts.current(request.organizer, kind, locale)
    const values = form.wantsDefault ? mailTexts.defaultText(kind, locale) : current
    return editPage(request, reply, kind, { locale, values, isOwn: current.isOwn, isDefaultShown: form.wantsDefault })
  })

  app.post('/settings/mails/:key', async (request, reply) => {
    const kind = kindOf(request)
    const { organizer } = request
    const form = readTextForm(request.body)
    const locale = localeOf(request, form)
    try {
      await mailTexts.save(organizer, kind, locale, form, requireStaff(request).actor)
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error
      const { isOwn } = await mailTexts.current(organizer, kind, locale)
      return editPage(request, reply.code(422), kind, { locale, values: form, isOwn, problems: error.fields })
    }
    reply.flash('ok', { key: 'mailTexts:pages.saved' })
    return reply.redirect(`${address(request, kind)}?language=${locale}`, 303)
  })

  app.post('/settings/mails/:key/test', async (request, reply) => {
    const kind = kindOf(request)
    const { organizer } = request
    const { user } = requireStaff(request)
    const form = readTextForm(request.body)
    const locale = localeOf(request, form)
    const { isOwn } = await mailTexts.current(organizer, kind, locale)
    const view = { locale, values: form, isOwn }
    try {
      const letter = sampleLetter(sampleOf(request, kind, locale))
      const to = { ...letter.to, email: user.email }
      const draft = await mailTexts.draft({ ...letter, to }, form)
      await tests.consume(user.id)
      const subject = i18n.translator(locale)('mailTexts:sample.subject', { subject: draft.mail.subject })
      await db.transaction((trx) => mailer.queue(trx, { ...draft, mail: { ...draft.mail, subject } }))
      outbox.wake()
    } catch (error) {
      if (error instanceof TooManyRequests) {
        return editPage(request, reply.code(429), kind, { ...view, problems: { test: { key: 'mailTexts:bad.tests' } } })
      }
      if (!(error instanceof InvalidInput)) throw error
      return editPage(request, reply.code(422), kind, { ...view, problems: error.fields })
    }
    return editPage(request, reply, kind, { ...view, isTested: true })
  })

  async function preview(request: FastifyRequest, reply: FastifyReply, form: TextForm, isTyped: boolean) {
    const kind = kindOf(request)
    const locale = localeOf(request, form)
    const stored = () => mailTexts.current(request.organizer, kind, locale)
    const text = isTyped ? form : form.wantsDefault ? mailTexts.defaultText(kind, locale) : await stored()
    sandboxed(reply, [absoluteUrl(preferredSite(request.organizer, config), '/brand/')])
    try {
      const { mail } = await mailTexts.draft(sampleLetter(sampleOf(request, kind, locale)), text)
      return reply.html(await previewOf(mail, form.part, locale))
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error
      return reply.code(422).html(await problemPage(request.t, request.locale, error.fields))
    }
  }

  app.get('/settings/mails/:key/preview', async (request, reply) =>
    preview(request, reply, readTextForm(request.query), false),
  )
  app.post('/settings/mails/:key/preview', async (request, reply) =>
    preview(request, reply, readTextForm(request.body), true),
  )
}
