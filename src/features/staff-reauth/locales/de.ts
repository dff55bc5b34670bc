import type { SameTexts } from '../../../platform/i18n/i18n.ts'
import type { staffReauth as english } from './en.ts'

export const staffReauth: SameTexts<typeof english> = {
  title: 'Sind Sie es noch?',
  idle: 'Sie waren länger als drei Stunden weg. Weisen Sie sich aus, dann geht es da weiter, wo Sie aufgehört haben.',
  sensitive: 'Was jetzt kommt, betrifft Anmeldungen. Dafür ist eine Anmeldung aus den letzten Minuten nötig.',
  person: 'Angemeldet als',
  submit: 'Weiter',
  or: 'oder',
  passkey: 'Passkey verwenden',
  somebodyElse: 'Als andere Person anmelden',
  wrong: 'Ihre Angaben belegen nicht, dass Sie {{name}} sind. Prüfen Sie sie und versuchen Sie es noch einmal.',
  wrongPasskey:
    'Dieser Passkey konnte nicht geprüft werden. Versuchen Sie es noch einmal oder nehmen Sie einen anderen Weg.',
  noWay: '„{{name}}“ bietet hier keinen Weg dafür an. Melden Sie sich ab und wieder an.',
}
