import type { SameTexts } from '../../../platform/i18n/i18n.ts'
import type { popupLogin as en } from './en.ts'

export const popupLogin: SameTexts<typeof en> = {
  title: 'Weiter zu Ihrer Bestellung',
  who: 'Sie sind als {{person}} angemeldet.',
  goesTo: 'Ihr Name und Ihre E-Mail-Adresse gehen an {{host}}, damit Sie Ihre Bestellung dort abschließen können.',
  submit: 'Weiter als {{person}}',
  other: 'Mit einem anderen Konto anmelden',
  cancel: 'Abbrechen',
  done: 'Sie sind angemeldet',
  doneText: 'Dieses Fenster schließt sich von selbst. Sonst schließen Sie es und gehen zurück zu Ihrer Bestellung.',
  canceled: 'Es wurde nichts übergeben',
  canceledText: 'Schließen Sie dieses Fenster, um zu Ihrer Bestellung zurückzukehren.',
  over: 'Diese Anmeldung ist vorbei',
  overText:
    'Schließen Sie dieses Fenster, gehen Sie zurück zu Ihrer Bestellung und wählen Sie dort noch einmal „Anmelden“.',
  refused: 'Diese Seite darf von dort nicht geöffnet werden',
  refusedText:
    'Der Shop unter {{host}} ist bei {{organizer}} nicht eingetragen. Bitte sagen Sie {{organizer}} Bescheid.',
  faulty:
    'Der Shop hat diese Anmeldung so angefordert, dass sie nicht funktioniert. Bitte sagen Sie {{organizer}} Bescheid.',
  nowhere: 'einer unbekannten Adresse',
}
