import type { SameTexts } from '../../../../platform/i18n/i18n.ts'
import type { ssoQuestions as english } from './en.ts'

/** Fragen an Personen, für die ein Anbieter bürgt, bevor sich ein Konto öffnet. */
export const ssoQuestions: SameTexts<typeof english> = {
  prove: {
    title: 'Ist das Ihr Konto?',
    text: 'Bei {{organizer}} gibt es bereits ein Konto mit {{email}}. Wenn es Ihres ist, melden Sie sich noch einmal damit an. Danach können Sie sich auch mit {{provider}} daran anmelden.',
    passwordHint: 'Ihr Passwort bei {{organizer}}, nicht das, das Sie gerade verwendet haben.',
    submit: 'Anmelden und verbinden',
    codeInstead: 'Lieber einen Code per E-Mail',
    code: 'Code an {{email}} senden',
    notMine: 'Nicht Ihr Konto?',
    notMineText:
      'Machen Sie mit einer anderen Adresse weiter. Sie bekommen ein eigenes Konto, und mit diesem hier geschieht nichts.',
    notMineAsk: 'Brechen Sie hier ab und melden Sie sich auf einem anderen Weg an. Mit diesem Konto geschieht nichts.',
    otherAddress: 'Andere Adresse verwenden',
  },
  digits: {
    title: 'Code eingeben',
    linkText:
      'Wir haben sechs Ziffern an {{email}} gesendet. Sie belegen, dass das Konto Ihnen gehört, damit es sich mit {{provider}} verbinden lässt. Sie gelten 10 Minuten und nur in diesem Browser.',
    notArrived: 'Nach einer Minute nichts da? Sehen Sie im Spam-Ordner nach.',
    otherWay: 'Auf andere Weise belegen',
    confirmTitle: 'Bestätigen Sie Ihre E-Mail-Adresse',
    confirmText:
      'Wir haben sechs Ziffern an {{email}} gesendet, weil {{provider}} nicht bestätigt hat, dass diese Adresse Ihnen gehört. Sie gelten 10 Minuten und nur in diesem Browser.',
    sendText:
      '{{provider}} hat nicht bestätigt, dass {{email}} Ihnen gehört. Wir senden sechs Ziffern dorthin, die Sie hier eingeben.',
    confirm: 'Bestätigen und anmelden',
  },
  address: {
    title: 'Ihre E-Mail-Adresse',
    text: 'Bei {{provider}} sind Sie bekannt. Für ein Konto bei {{organizer}} brauchen Sie noch eine E-Mail-Adresse: Dorthin gehen Tickets und Nachrichten. Wir senden Ihnen sechs Ziffern, um sicherzugehen, dass es Ihre ist.',
  },
  connect: {
    title: '{{provider}} mit Ihrem Konto verbinden',
    loggedIn: 'Sie sind als {{email}} angemeldet.',
    mailbox: 'Es gibt bereits ein Konto mit {{email}}, und Sie haben gerade belegt, dass Sie dessen E-Mails lesen.',
    text: 'Von jetzt an können Sie sich auch mit {{provider}} an diesem Konto anmelden. Alles andere bleibt, wie es ist. Unter „Sicherheit“ lässt sich beides wieder trennen.',
    submit: '{{provider}} verbinden',
    rather: 'Möchten Sie beides lieber getrennt halten?',
  },
  bad: {
    passwordEmpty: 'Geben Sie das Passwort ein.',
    passwordWrong:
      'Das ist nicht das Passwort des Kontos. Prüfen Sie es auf Tippfehler oder lassen Sie sich einen Code senden.',
  },
  cancelled: 'Die Anmeldung wurde abgebrochen. Es wurde nichts geändert.',
  over: {
    unknown: {
      title: 'Hier gibt es nichts zu beantworten',
      text: 'Diese Seite gehört zu einer Anmeldung, die in einem anderen Browser oder vor längerer Zeit begonnen wurde. Melden Sie sich noch einmal an.',
    },
    answered: {
      title: 'Das wurde bereits beantwortet',
      text: 'Vielleicht in einem anderen Tab oder mit einem zweiten Klick. Melden Sie sich noch einmal an, wenn Sie noch nicht angemeldet sind.',
    },
    expired: {
      title: 'Das hat zu lange gedauert',
      text: 'Die Anmeldung hat eine halbe Stunde gewartet und ist beendet. Es wurde nichts geändert. Melden Sie sich noch einmal an.',
    },
  },
  mail: {
    confirm: {
      subject: '{{code}} ist Ihr Code für {{organizer}}',
      preheader: 'Geben Sie ihn dort ein, wo Sie ihn angefordert haben. Er gilt 10 Minuten.',
      title: 'Bestätigen Sie Ihre E-Mail-Adresse',
      text: 'Jemand, vermutlich Sie, hat sich bei {{organizer}} mit {{provider}} angemeldet und diese E-Mail-Adresse angegeben. Geben Sie diese sechs Ziffern auf der Seite ein, die danach fragt.',
      button: 'Der Code gilt 10 Minuten, einmal und nur in dem Browser, in dem er angefordert wurde.',
      closing:
        'Wenn Sie das nicht waren, ignorieren Sie diese E-Mail und geben Sie den Code niemandem. Ohne ihn geschieht nichts.',
    },
    link: {
      subject: '{{code}} verbindet {{provider}} mit Ihrem Konto bei {{organizer}}',
      preheader: 'Geben Sie ihn nur ein, wenn Sie sich mit {{provider}} anmelden möchten.',
      title: '{{provider}} mit Ihrem Konto verbinden',
      text: 'Jemand, vermutlich Sie, hat sich mit {{provider}} angemeldet und möchte damit von jetzt an Ihr Konto bei {{organizer}} öffnen. Wenn das stimmt, geben Sie diese sechs Ziffern auf der Seite ein, die danach fragt.',
      button: 'Der Code gilt 10 Minuten, einmal und nur in dem Browser, in dem er angefordert wurde.',
      closing:
        'Wenn Sie das nicht waren, ignorieren Sie diese E-Mail und geben Sie den Code niemandem: Wer ihn hat, kann sich an Ihrem Konto anmelden.',
    },
  },
}
