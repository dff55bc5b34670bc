import type { SameTexts } from '../../../platform/i18n/i18n.ts'
import type { customerBulk as en } from './en.ts'

export const customerBulk: SameTexts<typeof en> = {
  title: 'Viele Kunden deaktivieren',
  begun: 'Begonnen von {{by}} am {{when}}.',
  progress: '{{done}} von {{total}} Kunden',
  leave:
    'Diese Seite lädt sich von selbst neu. Sie können sie verlassen: Die Arbeit geht weiter, auch nach einem Neustart des Servers.',
  running: { title: 'Kunden werden deaktiviert' },
  done: { title: 'Kunden wurden deaktiviert' },
  failed: {
    title: 'Das Deaktivieren von Kunden ist stehen geblieben',
    where: 'Ein Fehler hat es am {{when}} nach {{done}} von {{total}} Kunden angehalten.',
    text: 'Was getan ist, bleibt. Es kann dort weitergehen, wo es stehen blieb; nach einer Woche wird es aufgegeben.',
  },
  canceled: {
    title: 'Das Deaktivieren von Kunden wurde angehalten',
    where: 'Angehalten am {{when}} nach {{done}} von {{total}} Kunden.',
    text: 'Was getan war, bleibt. Einige wenige, die gerade an der Reihe waren, können noch gefolgt sein.',
  },
  changed: 'Deaktiviert',
  unchanged: 'Ohne Änderung',
  goOn: 'Weitermachen',
  stop: 'Anhalten',
  toCustomers: 'Zu den Kunden',
  openRunning: 'Kunden werden deaktiviert: {{done}} von {{total}}.',
  openFailed: 'Das Deaktivieren von Kunden blieb nach {{done}} von {{total}} stehen.',
  look: 'Ansehen',
}
