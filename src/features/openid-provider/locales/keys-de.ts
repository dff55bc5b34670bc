import type { SameTexts } from '../../../platform/i18n/i18n.ts'
import type { signingKeys as en } from './keys-en.ts'

/** Seiten über Signaturschlüssel. */
export const signingKeys: SameTexts<typeof en> = {
  title: 'Signaturschlüssel',
  text: 'Jedes Token für Ihre Apps wird mit einem dieser Schlüssel signiert. Die Apps holen den öffentlichen Teil und prüfen damit die Signatur.',
  used: 'Ein Schlüssel signiert {{days}} Tage lang.',
  turnKnown: 'Der nächste ist schon veröffentlicht und signiert ab {{next}}.',
  turnPlanned: 'Der nächste wird am {{announced}} veröffentlicht und signiert ab {{next}}.',
  idle: 'Keine aktive App verwendet dieses Verfahren. Der Schlüssel wird erst gewechselt, wenn eine das tut, oder von Ihnen.',
  algHint: {
    RS256: 'RSA mit 2048 Bit. Jede App versteht das.',
    ES256: 'Elliptische Kurve P-256. Kurz und schnell; die meisten Apps verstehen das.',
    EdDSA: 'Ed25519. Kurz und schnell; nicht jede App versteht das.',
  },
  rotate: 'Jetzt wechseln',
  chart: {
    label: '{{alg}}: Schlüssel {{current}} signiert seit {{since}}.',
    labelNext:
      '{{alg}}: Schlüssel {{current}} signiert seit {{since}}, Schlüssel {{next}} ist angekündigt und signiert ab {{from}}.',
    current: '{{kid}} signiert',
    next: '{{kid}}, angekündigt',
    previous: '{{kid}}, noch veröffentlicht',
    today: 'heute',
  },
  table: {
    caption: 'Schlüssel für {{alg}}: der signierende, dann die anderen, neueste zuerst',
    key: 'Schlüssel',
    copy: 'Schlüssel-ID',
    state: 'Status',
    made: 'Angelegt',
    signs: 'Signiert',
    published: 'Veröffentlicht bis',
  },
  state: { current: 'Signiert', next: 'Angekündigt', previous: 'Früherer' },
  from: 'ab {{day}}',
  since: 'seit {{day}}',
  span: '{{from}} bis {{to}}',
  open: 'auf Weiteres',
  addresses: 'Wo Apps sie finden',
  addressesText:
    'Eine Adresse für jeden Issuer. Apps dürfen behalten, was sie dort finden; ein Schlüssel wird mindestens einen Tag, bevor er signiert, veröffentlicht.',
  keysAddress: 'Schlüssel',
  interval: {
    title: 'Automatischer Wechsel',
    hint: 'Ein neuer Schlüssel wird eine Woche vor dem Wechsel veröffentlicht, bei kurzen Abständen nach der halben Zeit. Frühere bleiben 30 Tage lang veröffentlicht.',
    label: 'Tage zwischen zwei Schlüsseln',
    fieldHint: '2 bis 3650; üblich sind 90.',
    save: 'Abstand speichern',
    saved: 'Schlüssel werden nun alle {{days}} Tage gewechselt.',
  },
  turn: {
    title: 'Den {{alg}}-Schlüssel wechseln?',
    text: '{{kid}} signiert seit {{day}}.',
    waiting: '{{kid}} übernimmt. Er ist seit {{day}} veröffentlicht.',
    nothing: 'Apps, die die Schlüssel seitdem geholt haben, merken nichts.',
    refetch:
      'Er ist seit weniger als einem Tag veröffentlicht. Eine App, die ältere Schlüssel behalten hat, weist Anmeldungen ab, bis sie die Schlüssel neu holt. Die meisten tun das von selbst, wenn sie einem unbekannten Schlüssel begegnen; starten Sie die übrigen neu.',
    apps_zero: 'Keine aktive App verwendet {{alg}}.',
    apps_one: '{{count}} App prüft Signaturen mit {{alg}}: {{names}}.',
    apps_other: '{{count}} Apps prüfen Signaturen mit {{alg}}: {{names}}.',
    more: 'und {{count}} weitere',
    former: '{{kid}} bleibt bis {{day}} veröffentlicht, damit Token, die er signiert hat, noch geprüft werden können.',
    forgotten: 'Der private Teil von {{kid}} wird sofort gelöscht. Das lässt sich nicht rückgängig machen.',
    when: 'Wann',
    announce: 'Jetzt einen neuen Schlüssel veröffentlichen, ab {{day}} damit signieren',
    announceHint:
      'Die Apps haben einen Tag, um ihn zu holen, und merken nichts. Wählen Sie das, außer der Schlüssel ist in fremde Hände geraten.',
    now: 'Sofort mit einem neuen Schlüssel signieren',
    nowHint:
      'Eine App, die die Schlüssel behalten hat, weist Anmeldungen ab, bis sie sie neu holt. Die meisten tun das von selbst, wenn sie einem unbekannten Schlüssel begegnen; starten Sie die übrigen neu.',
    choose: 'Wählen Sie, ab wann der neue Schlüssel signiert.',
    submit: 'Den {{alg}}-Schlüssel wechseln',
    submitNext: 'Ab jetzt mit {{kid}} signieren',
    cancel: 'Schlüssel behalten',
  },
  flash: {
    rotated: 'Der {{alg}}-Schlüssel wurde gewechselt. Jetzt signiert {{kid}}.',
    announced: 'Ein neuer {{alg}}-Schlüssel ist veröffentlicht. {{kid}} signiert ab {{day}}.',
    already: 'Der {{alg}}-Schlüssel war schon gewechselt. Jetzt signiert {{kid}}.',
  },
}
