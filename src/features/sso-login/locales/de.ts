import type { SameTexts } from '../../../platform/i18n/i18n.ts'
import type { ssoLogin as en } from './en.ts'

export const ssoLogin: SameTexts<typeof en> = {
  onward: {
    title: 'Weiter zu {{name}}',
    text: 'Sie melden sich dort an und kommen danach hierher zurück.',
    submit: 'Weiter zu {{name}}',
  },
  link: {
    done: 'Von jetzt an können Sie sich auch mit {{name}} anmelden.',
    known: '{{name}} war schon mit Ihrem Konto verbunden.',
  },
  page: {
    again: 'Noch einmal mit {{provider}} versuchen',
    otherWay: 'Andere Wege zur Anmeldung',
    account: 'Zu Ihrem Konto',
    waiting: 'Sie waren auf dem Weg zu {{app}}. Dort wird noch auf Sie gewartet.',
    reference:
      'Wenn das wieder geschieht, schreiben Sie {{organizer}} und nennen Sie diesen Code. Dort ist zu sehen, woran es lag.',
  },
  refused: {
    denied: {
      title: 'Die Anmeldung wurde abgebrochen',
      text: '{{provider}} hat uns mitgeteilt, dass Sie oder jemand dort die Anmeldung beendet hat. Hier hat sich nichts geändert.',
    },
    login_required: {
      title: '{{provider}} braucht zuerst etwas von Ihnen',
      text: 'Öffnen Sie {{provider}} in einem anderen Tab, melden Sie sich dort an und sehen Sie nach, ob Sie nach etwas gefragt werden. Versuchen Sie es dann hier noch einmal.',
    },
    not_fresh: {
      title: '{{provider}} hat keine neue Anmeldung verlangt',
      text: 'Was Sie vorhaben, braucht eine Anmeldung von eben, und {{provider}} hat Sie mit einer älteren weitergeschickt. Melden Sie sich dort ab und versuchen Sie es hier noch einmal.',
    },
    unmet_acr: {
      title: '{{provider}} konnte Sie nicht sicher genug anmelden',
      text: 'Verlangt wurde eine stärkere Anmeldung, als {{provider}} Ihnen bieten kann. Vielleicht können Sie dort einen zweiten Schritt einrichten.',
    },
    unreachable: {
      title: '{{provider}} antwortet nicht',
      text: 'Die Anmeldung von {{provider}} ist im Moment nicht zu erreichen. Mit Ihrem Konto hier ist alles in Ordnung. Versuchen Sie es in ein paar Minuten noch einmal.',
    },
    slow: {
      title: '{{provider}} hat zu lange gebraucht',
      text: 'Die Anmeldung von {{provider}} hat nicht rechtzeitig geantwortet. Versuchen Sie es in ein paar Minuten noch einmal.',
    },
    busy: {
      title: '{{provider}} ist überlastet',
      text: 'Die Anmeldung von {{provider}} hat zu viel zu tun, oder es wird an ihr gearbeitet. Versuchen Sie es in ein paar Minuten noch einmal.',
    },
    misconfigured: {
      title: 'Die Verbindung zu {{provider}} funktioniert nicht',
      text: 'An der Verbindung zwischen {{organizer}} und {{provider}} ist etwas nicht richtig eingestellt. Das können nicht Sie beheben, sondern nur {{organizer}}.',
    },
    unsafe: {
      title: 'Der Antwort von {{provider}} haben wir nicht getraut',
      text: 'Was von {{provider}} zurückkam, hat unsere Prüfung nicht bestanden, deshalb wurde niemand angemeldet. Oft genügt ein zweiter Versuch.',
    },
    provider_error: {
      title: '{{provider}} konnte Sie nicht anmelden',
      text: 'Es gab dort einen Fehler, dem nur {{provider}} oder {{organizer}} nachgehen kann. Versuchen Sie es noch einmal, oder wählen Sie einen anderen Weg.',
    },
    subject_missing: {
      title: '{{provider}} hat nicht gesagt, wer Sie sind',
      text: 'Die Antwort enthält keine ID, an der wir Sie erkennen könnten. {{organizer}} muss ändern, was {{provider}} sendet.',
    },
    email_missing: {
      title: '{{provider}} hat keine E-Mail-Adresse gesendet',
      text: 'Ein Konto hier braucht eine. Sehen Sie nach, ob Sie Ihre Adresse bei {{provider}} freigeben können, und versuchen Sie es dann noch einmal.',
    },
    email_invalid: {
      title: 'Die E-Mail-Adresse von {{provider}} ist nicht gültig',
      text: 'An die Adresse, die {{provider}} von Ihnen hat, können wir nichts senden. Berichtigen Sie sie dort und versuchen Sie es dann noch einmal.',
    },
    email_unverified: {
      title: 'Ihre E-Mail-Adresse ist bei {{provider}} nicht bestätigt',
      text: 'Bestätigen Sie sie dort: Meist hat {{provider}} Ihnen eine E-Mail mit einem Link gesendet. Versuchen Sie es dann noch einmal.',
    },
    email_taken: {
      title: 'Melden Sie sich an wie bisher',
      text: 'Bei {{organizer}} gibt es schon ein Konto mit Ihrer E-Mail-Adresse, und {{provider}} öffnet es nicht. Melden Sie sich dort an, wie Sie es kennen; auf der Seite „Sicherheit“ des Kontos können Sie {{provider}} damit verbinden. Wenn Sie dort kein Konto haben, fragen Sie {{organizer}}.',
    },
    customer_disabled: {
      title: 'Dieses Konto ist gesperrt',
      text: '{{provider}} kennt Sie, aber {{organizer}} hat Ihr Konto hier geschlossen. Bitte fragen Sie dort nach.',
    },
    provider_disabled: {
      title: 'Die Anmeldung mit {{provider}} ist abgeschaltet',
      text: '{{organizer}} bietet diesen Weg zur Anmeldung im Moment nicht an.',
    },
    no_account: {
      title: 'Für Sie gibt es noch kein Konto',
      text: '{{provider}} kennt Sie, aber {{organizer}} lässt nur Personen ein, deren Konten vorher verbunden wurden. Wenn Sie hier ein Konto haben, melden Sie sich auf einem anderen Weg an und verbinden Sie es auf der Seite „Sicherheit“.',
    },
    linked_elsewhere: {
      title: 'Diese Anmeldung gehört zu einem anderen Konto',
      text: 'Ihre Anmeldung bei {{provider}} ist mit einem anderen Konto bei {{organizer}} verbunden. Trennen Sie sie dort zuerst, oder wählen Sie bei {{provider}} eine andere Anmeldung.',
    },
    attempt_unknown: {
      title: 'Diese Anmeldung führt nirgendwohin',
      text: 'Die Anmeldung, zu der diese Adresse gehört, kennen wir nicht. Vielleicht wurde die Adresse abgeschnitten, oder sie ist zu alt. Fangen Sie noch einmal an.',
    },
    attempt_expired: {
      title: 'Diese Anmeldung hat zu lange gedauert',
      text: 'Zur Sicherheit muss eine Anmeldung innerhalb von 15 Minuten fertig sein. Fangen Sie noch einmal an: Sie kommen dorthin, wohin Sie wollten.',
    },
    attempt_used: {
      title: 'Diese Anmeldung wurde schon verwendet',
      text: 'Jede Anmeldung zählt einmal, und diese wurde schon beendet oder abgebrochen. Fangen Sie noch einmal an: Wenn {{provider}} Sie noch kennt, genügt ein Klick.',
    },
    other_browser: {
      title: 'Diese Anmeldung begann in einem anderen Browser',
      text: 'Eine Anmeldung muss in dem Browser enden, in dem sie begann, sonst könnte jemand anderes Sie hierher geschickt haben. Fangen Sie in diesem noch einmal an.',
    },
    link_lost: {
      title: 'Es wurde nichts verbunden',
      text: 'Sie wurden abgemeldet oder haben sich als jemand anderes angemeldet, bevor Sie von {{provider}} zurückkamen. Melden Sie sich an und verbinden Sie es noch einmal auf der Seite „Sicherheit“.',
    },
  },
}
