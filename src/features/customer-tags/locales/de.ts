import type { SameTexts } from '../../../platform/i18n/i18n.ts'
import type { customerTags as english } from './en.ts'

/** Schlagwörter von Kunden. */
export const customerTags: SameTexts<typeof english> = {
  title: 'Schlagwörter',
  intro: 'Wörter nur für das Team. Kunden und Apps sehen sie nicht.',
  none: 'Keine Schlagwörter.',
  add: 'Schlagwort hinzufügen',
  addHint: 'Bis zu {{max}} Zeichen. Groß und klein spielt keine Rolle.',
  submit: 'Hinzufügen',
  remove: 'Entfernen',
  edit: 'Schlagwörter bearbeiten',
  titleOf: 'Schlagwörter von {{customer}}',
  back: 'Zurück zum Kunden',
  problem: 'Das Schlagwort wurde nicht hinzugefügt.',
  known: 'Schlagwörter anderer Kunden',
  byRule: 'durch eine Regel',
  source: {
    rule: 'Gegeben durch eine Regel eines SSO-Anbieters. Es bleibt, solange der Anbieter es so sagt; das Team kann es nicht entfernen.',
    both: 'Vom Team gesetzt und durch eine Regel eines SSO-Anbieters gegeben.',
  },
  added: 'Schlagwort „{{tag}}“ hinzugefügt.',
  removed: 'Schlagwort „{{tag}}“ entfernt.',
  stillByRule: 'Das Schlagwort „{{tag}}“ ist nicht mehr vom Team gesetzt. Eine Regel gibt es weiterhin.',
  wasGone: 'Das Schlagwort war schon entfernt.',
  goes_one: '{{count}} Schlagwort wird entfernt.',
  goes_other: '{{count}} Schlagwörter werden entfernt.',
  bad: {
    empty: 'Geben Sie ein Schlagwort ein.',
    form: 'Ein Schlagwort hat bis zu {{max}} Zeichen und kein Komma.',
    tooMany: 'Ein Kunde kann {{max}} Schlagwörter haben. Entfernen Sie zuerst eines.',
    ofRule:
      'Eine Regel gibt das Schlagwort „{{tag}}“. Es geht, wenn der Anbieter es nicht mehr so sagt oder wenn die Regel geändert wird.',
  },
}
