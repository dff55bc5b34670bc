import type { UiLabels } from '../labels.ts'
import type { OfficeFrame } from '../office-layout.tsx'
import type { Assets, PageFrame } from '../page-frame.ts'
import type { ShopFrame } from '../shop-layout.tsx'

/** Invented people, organizers and texts for the style guide and the tests of the look. */
export const sampleLabels: UiLabels = {
  skip: 'Skip to content',
  menu: 'Menu',
  close: 'Close',
  backOffice: 'Back office',
  changeOrganizer: 'change organizer',
  whereYouAre: 'Where you are',
  language: 'Language',
  logIn: 'Log in',
  logOut: 'Log out',
  yourAccount: 'Your account',
  pages: 'Pages',
  newer: 'Newer',
  older: 'Older',
  copy: 'Copy',
  copied: 'Copied',
  removeFilter: 'Remove this filter',
  clearFilters: 'Clear all',
  optional: 'optional',
  moreActions: 'More actions',
}

export const sampleAssets: Assets = {
  css: 'foyer.css',
  script: (name) => `${name}.js`,
  font: 'fonts/hanken-grotesk-latin-wght-normal.woff2',
}

export const samplePost = { action: '#post', csrf: 'sample-token' }

export function samplePageFrame(assets: Partial<Assets> = {}): PageFrame {
  return { lang: 'en', siteName: 'Foyer', assets: { ...sampleAssets, ...assets }, labels: sampleLabels }
}

export function sampleOfficeFrame(current = '', assets: Partial<Assets> = {}): OfficeFrame {
  const item = (text: string, icon: OfficeFrame['nav'][number]['items'][number]['icon'], count?: string) => ({
    href: `#${text.toLowerCase().replaceAll(' ', '-')}`,
    text,
    icon,
    count,
    current: text === current,
  })
  return {
    ...samplePageFrame(assets),
    home: '#home',
    organizer: { name: 'Waldklang e. V.', switchHref: '#organizers' },
    nav: [
      { items: [item('Overview', 'house')] },
      {
        title: 'People',
        items: [
          item('Customers', 'users', '48,312'),
          item('Memberships', 'id-card', '3,907'),
          item('Membership types', 'layers'),
        ],
      },
      {
        title: 'Sign-in',
        items: [
          item('Customer accounts', 'sliders-horizontal'),
          item('Apps', 'app-window', '4'),
          item('Identity providers', 'plug', '2'),
        ],
      },
      {
        title: 'Shop',
        items: [item('Orders', 'ticket'), item('Events', 'calendar-days'), item('Email texts', 'mail')],
      },
      {
        title: 'Organizer',
        items: [
          item('Teams and rights', 'shield'),
          item('API and webhooks', 'webhook'),
          item('Audit log', 'scroll-text'),
          item('Settings', 'settings'),
        ],
      },
    ],
    person: { name: 'Jonas Weber', href: '#profile' },
    logOut: samplePost,
  }
}

export function sampleShopFrame(assets: Partial<Assets> = {}): ShopFrame {
  return {
    ...samplePageFrame(assets),
    siteName: 'Waldklang',
    home: '#home',
    languages: [
      { lang: 'de', name: 'Deutsch', href: '?locale=de' },
      { lang: 'en', name: 'English', href: '?locale=en', current: true },
    ],
    visitor: { kind: 'guest', logInHref: '#login' },
    footer: {
      links: [
        { href: '#imprint', text: 'Imprint' },
        { href: '#privacy', text: 'Privacy notice' },
        { href: '#terms', text: 'Terms' },
        { href: '#accessibility', text: 'Accessibility' },
      ],
      note: 'Waldklang e. V., Leipzig',
    },
  }
}
