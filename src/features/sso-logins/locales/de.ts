import type { SameTexts } from '../../../platform/i18n/i18n.ts'
import type { ssoLogins as en } from './en.ts'

export const ssoLogins: SameTexts<typeof en> = {
  personal: {
    title: 'Anmeldungen über andere Dienste',
    goes_one: 'Was ein anderer Dienst bei einer Anmeldung übermittelt hat',
    goes_other: 'Was andere Dienste bei {{count}} Anmeldungen übermittelt haben',
  },
}
