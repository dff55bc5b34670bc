import type { SameTexts } from '../../../platform/i18n/i18n.ts'
import type { mailTexts as en } from './en.ts'

export const mailTexts: SameTexts<typeof en> = {
  letter: {
    hello: 'Guten Tag {{name}},',
    helloNobody: 'Guten Tag,',
    copyUntil:
      'Der Link gilt bis {{until}} und nur einmal. Falls der Knopf nicht geht, kopieren Sie diese Adresse in Ihren Browser:',
    copy: 'Falls der Knopf nicht geht, kopieren Sie diese Adresse in Ihren Browser:',
    identifier: 'Kundennummer',
    footer: 'Sie erhalten diese E-Mail wegen Ihres Kundenkontos bei {{organizer}}.',
    shop: 'Zu {{organizer}}',
  },
}
