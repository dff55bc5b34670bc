import type { SameTexts } from '../../../platform/i18n/i18n.ts'
import type { apiTokens as en } from './en.ts'

export const apiTokens: SameTexts<typeof en> = {
  title: 'API-Tokens',
  intro: 'Mit einem Token benutzt ein Programm die API mit den Rechten dieses Teams. Dabei ist niemand angemeldet.',
  empty: 'Dieses Team hat keine API-Tokens.',
  create: 'Token erstellen',
  createSubmit: 'Token erstellen',
  caption: 'API-Tokens des Teams {{team}}',
  column: {
    name: 'Name',
    token: 'Token',
    state: 'Status',
    lastUsed: 'Zuletzt benutzt',
    expires: 'Gültig bis',
    action: 'Aktion',
  },
  hint: 'endet auf {{hint}}',
  never: 'Nie',
  noEnd: 'Ohne Ende',
  state: { active: 'Aktiv', expired: 'Abgelaufen', revoked: 'Widerrufen' },
  look: 'Details',
  field: {
    name: 'Name',
    nameHint: 'Für Sie, um Tokens zu unterscheiden, zum Beispiel „Statistik“ oder „Website“.',
    nameMissing: 'Geben Sie dem Token einen Namen.',
    nameLong: 'Der Name darf höchstens {{count}} Zeichen haben.',
    expires: 'Gültig bis',
    days: '{{count}} Tage ab jetzt',
    date: 'Zum Ende eines bestimmten Tages',
    dateLabel: 'Letzter Tag',
    dateHint: 'Nur für „Zum Ende eines bestimmten Tages“. Der Tag zählt in UTC.',
    datePast: 'Dieser Tag ist vorbei. Wählen Sie einen, der noch kommt.',
    dateUnknown: 'Wählen Sie den letzten Tag, an dem das Token gilt.',
    expiresUnknown: 'Wählen Sie eines der Enden.',
    badForm: 'Dieses Formular kam nicht von seiner Seite. Laden Sie die Seite neu.',
    forever: 'Ohne Ende, bis es jemand widerruft',
  },
  add: {
    title: 'API-Token erstellen',
    text: 'Es darf, was das Team {{team}} darf, jetzt und wann immer sich das ändert.',
  },
  one: {
    onceTitle: 'Ihr neues Token',
    onceText:
      'Kopieren Sie es jetzt: Es wird nicht gespeichert und kann nicht noch einmal gezeigt werden. Programme schicken es im Header „Authorization: Token …“.',
    created: 'Erstellt',
    revoke: 'Token widerrufen',
    back: 'Zum Team',
  },
  revoke: {
    title: '„{{name}}“ widerrufen?',
    text: 'Programme, die dieses Token benutzen, bekommen ab sofort keine Antworten mehr. Das lässt sich nicht rückgängig machen.',
    stays: 'Das Token bleibt als widerrufen in der Liste.',
    submit: 'Token widerrufen',
  },
  flash: {
    created: 'Das Token „{{name}}“ wurde erstellt.',
    revoked: 'Das Token „{{name}}“ wurde widerrufen.',
  },
}
