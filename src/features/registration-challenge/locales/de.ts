import type { SameTexts } from '../../../platform/i18n/i18n.ts'
import type { registrationChallenge as english } from './en.ts'

export const registrationChallenge: SameTexts<typeof english> = {
  working: 'Ihr Browser rechnet kurz, damit Programme hier keine Konten anlegen. {{percent}}',
  done: 'Die Prüfung ist fertig.',
  wait_one:
    'Ohne JavaScript lässt sich dieses Formular nach {{count}} Sekunde absenden, damit Programme hier keine Konten anlegen.',
  wait_other:
    'Ohne JavaScript lässt sich dieses Formular nach {{count}} Sekunden absenden, damit Programme hier keine Konten anlegen.',
  missing:
    'Zuletzt gab es viele Registrierungen, deshalb muss Ihr Browser kurz rechnen. Senden Sie das Formular noch einmal ab.',
  stale: 'Die Prüfung dieses Formulars ist zu alt. Jetzt gibt es eine neue: Senden Sie es noch einmal ab.',
  wrong: 'Die Prüfung dieses Formulars war nicht richtig. Jetzt gibt es eine neue: Senden Sie es noch einmal ab.',
  early_one:
    'Bitte warten Sie noch {{count}} Sekunde und senden Sie das Formular dann noch einmal ab. Ihre Eingaben sind noch da.',
  early_other:
    'Bitte warten Sie noch {{count}} Sekunden und senden Sie das Formular dann noch einmal ab. Ihre Eingaben sind noch da.',
}
