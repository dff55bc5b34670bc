import type { FastifyRequest } from 'fastify'
import type { Tab } from '../../ui/list-page.tsx'
import { officePath } from '../office-access/index.ts'

const TABS = { general: 'settings', mails: 'settings/mails' } as const

export type SettingsTab = keyof typeof TABS

/** The kinds of settings of an organizer, for `LineTabs`. */
export function settingsTabs({ t, organizer }: FastifyRequest, active: SettingsTab): { label: string; tabs: Tab[] } {
  const keys = Object.keys(TABS) as SettingsTab[]
  return {
    label: t('office:settingsTabs.label'),
    tabs: keys.map((key) => ({
      href: officePath(organizer.slug, TABS[key]),
      text: t(`office:settingsTabs.${key}`),
      current: key === active,
    })),
  }
}
