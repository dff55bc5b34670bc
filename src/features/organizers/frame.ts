import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AssetAddresses } from '../../platform/http/assets.ts'
import { languageName } from '../../platform/i18n/format.ts'
import { LOCALES } from '../../platform/i18n/i18n.ts'
import { brandCss } from '../../ui/brand.ts'
import { requestFrame } from '../../ui/request-frame.ts'
import type { ShopFrame, ShopVisitor } from '../../ui/shop-layout.tsx'
import { organizerLogoPath } from './logo.ts'
import type { Organizer } from './types.ts'

const sheets = new Map<string, { css: string; hash: string }>()
const MAX_SHEETS = 5000

/** The organizer's colour as a style sheet; its hash is part of the address. */
export function brandSheet(color: string): { css: string; hash: string } {
  let sheet = sheets.get(color)
  if (!sheet) {
    const css = brandCss(color)
    sheet = { css, hash: createHash('sha256').update(css).digest('hex').slice(0, 12) }
    if (sheets.size >= MAX_SHEETS) sheets.clear()
    sheets.set(color, sheet)
  }
  return sheet
}

/** What every page under the organizer's name needs. Takes the waiting flash messages, so call it once for each page. */
export function shopFrame(request: FastifyRequest, reply: FastifyReply): ShopFrame {
  const { organizer, site, t, locale } = request
  const { base } = site
  const frame = requestFrame(request, reply, request.server.assets, {
    name: organizer.name,
    brandCss: `${base}/brand/${brandSheet(organizer.brandColor).hash}.css`,
  })
  const logo = organizerLogoPath(organizer)
  const visitor = visitorOf(request, reply)
  return {
    ...frame,
    home: `${base}/`,
    ...(logo && { logo: { src: base + logo } }),
    languages: LOCALES.map((lang) => ({
      lang,
      name: languageName(lang),
      href: withLocale(request.originalUrl, lang),
      current: lang === locale,
    })),
    ...(visitor && { visitor }),
    footer: { links: legalLinks(organizer, t), note: organizer.name },
  }
}

function visitorOf(request: FastifyRequest, reply: FastifyReply): ShopVisitor | undefined {
  const { organizer, site, viewer } = request
  if (!organizer.settings.customer_accounts) return undefined
  if (!viewer) return { kind: 'guest', logInHref: `${site.base}/account/login` }
  return {
    kind: 'customer',
    name: viewer.name,
    accountHref: `${site.base}/account/`,
    logOut: { action: `${site.base}/account/logout`, csrf: reply.csrfToken() },
  }
}

function legalLinks(organizer: Organizer, t: FastifyRequest['t']) {
  const { imprint_url, privacy_url } = organizer.settings
  return [
    { href: imprint_url, text: t('organizers:imprint') },
    { href: privacy_url, text: t('organizers:privacy') },
  ].filter((link) => link.href !== '')
}

function withLocale(url: string, locale: string): string {
  const parsed = new URL(url, 'http://local')
  parsed.searchParams.set('locale', locale)
  return `?${parsed.searchParams.toString()}`
}

declare module 'fastify' {
  interface FastifyInstance {
    readonly assets: AssetAddresses
  }
}
