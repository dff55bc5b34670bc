import type { SameTexts } from '../../../platform/i18n/i18n.ts'
import type { singleLogout as en } from './en.ts'

export const singleLogout: SameTexts<typeof en> = {
  confirm: {
    title: 'Von {{organizer}} abmelden?',
    text: 'Sie sind als {{person}} angemeldet.',
    textApp: '{{app}} möchte Sie abmelden. Sie sind als {{person}} angemeldet.',
    reaches: 'Damit werden Sie auch von {{apps}} abgemeldet.',
    submit: 'Abmelden',
    cancel: 'Angemeldet bleiben',
  },
  done: {
    title: 'Sie sind abgemeldet',
    text: 'In diesem Browser ist bei {{organizer}} niemand mehr angemeldet.',
    toShop: 'Zu {{organizer}}',
    logIn: 'Wieder anmelden',
  },
  apps: {
    title: 'Sie werden von Ihren Apps abgemeldet',
    text: 'Sie sind von {{organizer}} abgemeldet. Diese Apps erfahren es gerade und melden Sie ebenfalls ab.',
    frame: 'Abmeldung von {{app}}',
    goOn: 'Weiter',
  },
  problem: {
    title: 'Sie werden nicht zur App zurückgeschickt',
    hint_invalid:
      'Die App hat ein ID-Token (id_token_hint) geschickt, das nicht von {{organizer}} stammt. Wenn das wieder geschieht, sagen Sie es dem Betreiber der App.',
    client_missing:
      'Die App hat nicht gesagt, welche App sie ist. Deshalb können Sie nicht zu {{uri}} geschickt werden. Sagen Sie dem Betreiber der App, dass id_token_hint oder client_id fehlt.',
    client_unknown:
      'Die App, die Sie hierher geschickt hat, ist {{organizer}} nicht bekannt oder ausgeschaltet. Deshalb können Sie nicht zu {{uri}} geschickt werden.',
    client_differs:
      'Die App hat ein ID-Token (id_token_hint) geschickt, das einer anderen App gehört, als client_id sagt. Sagen Sie es dem Betreiber der App.',
    return_unknown:
      '{{name}} möchte Sie an eine Adresse schicken, die nicht eingetragen ist. Sagen Sie dem Betreiber der App, dass diese Adresse nach der Abmeldung (post-logout redirect URI) eingetragen werden muss: {{uri}}',
  },
  reference: 'Referenzcode: {{code}}',
  theApp: 'Die App',
  bad: {
    twice:
      'Die App hat den Parameter {{name}} mehr als einmal geschickt. Deshalb ist nicht klar, was sie möchte. Gehen Sie zurück zur App, oder melden Sie sich in Ihrem Konto ab.',
    tooLong:
      'Die App hat einen Parameter geschickt, der zu lang ist: {{name}}. Gehen Sie zurück zur App, oder melden Sie sich in Ihrem Konto ab.',
  },
  deliveries: {
    title: 'Nachrichten über Abmeldungen',
    text: 'Was dieser App mitgeteilt wurde, wenn sich jemand abgemeldet hat, das Neueste zuerst.',
    empty: 'Noch keine Nachricht. Eine geht hinaus, wenn sich jemand abmeldet, der diese App benutzt hat.',
    caption: 'Nachrichten über Abmeldungen, die neuesten zuerst',
    created: 'Wann',
    outcome: 'Ergebnis',
    recipient: 'Adresse',
    sent: 'Zugestellt',
    pending: 'Wartet',
    retried: 'Nächster Versuch ab {{when}}',
    dead: 'Aufgegeben',
    discarded: 'Verworfen',
    attempts_one: '{{count}} Fehlversuch',
    attempts_other: '{{count}} Fehlversuche',
  },
}
