import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AssetAddresses } from '../platform/http/assets.ts'
import { say, type Translate } from '../platform/i18n/i18n.ts'
import type { UiLabels } from './labels.ts'
import type { NoticeMessage } from './notice.tsx'
import type { PageFrame, Theme } from './page-frame.ts'

/** The fixed words of the look in the language of `t`. */
export function uiLabels(t: Translate): UiLabels {
  return {
    skip: t('ui:skip'),
    menu: t('ui:menu'),
    close: t('ui:close'),
    backOffice: t('ui:backOffice'),
    changeOrganizer: t('ui:changeOrganizer'),
    whereYouAre: t('ui:whereYouAre'),
    language: t('ui:language'),
    logIn: t('ui:logIn'),
    logOut: t('ui:logOut'),
    yourAccount: t('ui:yourAccount'),
    pages: t('ui:pages'),
    newer: t('ui:newer'),
    older: t('ui:older'),
    copy: t('ui:copy'),
    copied: t('ui:copied'),
    removeFilter: t('ui:removeFilter'),
    clearFilters: t('ui:clearFilters'),
    optional: t('ui:optional'),
    moreActions: t('ui:moreActions'),
  }
}

/**
 * What every page of this answer needs beside its content. Takes the waiting flash messages, so call it once for each page.
 * @param site name of the site for the title, and the organizer's style sheet in the shop
 */
export function requestFrame(
  request: FastifyRequest,
  reply: FastifyReply,
  assets: AssetAddresses,
  site: { name: string; brandCss?: string | undefined },
): PageFrame {
  const { browser } = request.server
  const theme = browser.cookies.read(request, 'theme')
  const flash: NoticeMessage[] = browser.flash
    .take(request, reply)
    .map((message) => ({ tone: message.tone, title: say(request.t, message) }))
  return {
    lang: request.locale,
    siteName: site.name,
    assets: { ...assets, brandCss: site.brandCss },
    theme: theme === 'foyer' || theme === 'foyer-dark' ? (theme satisfies Theme) : undefined,
    labels: uiLabels(request.t),
    flash,
  }
}
