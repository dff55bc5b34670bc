import type { SameTexts } from '../../../platform/i18n/i18n.ts'
import type { api as en } from './en.ts'

export const api: SameTexts<typeof en> = {
  noCredentials: 'Es wurden keine Zugangsdaten mitgeschickt.',
  badToken: 'Ungültiges Token.',
  idle: 'Ihre Sitzung wurde eine Weile nicht benutzt. Melden Sie sich noch einmal an.',
  firstElsewhere: 'Vorher ist in der Verwaltung etwas zu erledigen: Öffnen Sie sie in einem Browser.',
  notRecent: 'Weisen Sie sich in der Verwaltung noch einmal aus und wiederholen Sie dann diesen Aufruf.',
  onlyOneself: 'Das geht nicht, während Sie durch das Konto eines anderen Menschen sehen.',
  onlyPeople: 'Ein Token gehört einem Team und ist kein Mensch.',
  otherOrigin: 'Dieser Aufruf kommt nicht von einer Seite dieser Installation.',
  field: {
    missing: 'Dieses Feld ist nötig.',
    wrong: 'Dieser Wert passt nicht.',
    afterOwn: 'Ein Token macht keines, das es überlebt.',
  },
}
