import type { SameTexts } from '../../../platform/i18n/i18n.ts'
import type { teams as en } from './en.ts'

export const teams: SameTexts<typeof en> = {
  lastManager:
    'Danach könnte niemand mehr die Teams von {{organizer}} verwalten. Geben Sie zuerst einer anderen Person dieses Recht.',
  moreThanOwn: 'Dieses Team darf mehr als Sie. Wenden Sie sich an jemanden, der ebenso viel darf.',
}
