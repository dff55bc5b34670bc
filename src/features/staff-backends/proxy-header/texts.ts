import type { BackendText } from '../contract.ts'

/** What people read when the proxy names them and they may not come in all the same. */
export const PROXY_TEXTS = {
  twice: {
    en: 'The proxy in front of this installation sent your identity more than once, so nobody was logged in. Tell the people who run it.',
    de: 'Der Proxy vor dieser Installation hat Ihre Identität mehrfach geschickt, deshalb wurde niemand angemeldet. Sagen Sie denen Bescheid, die ihn betreiben.',
  },
  noIdentifier: {
    en: 'The proxy in front of this installation sent no usable user name. Tell the people who run it.',
    de: 'Der Proxy vor dieser Installation hat keinen brauchbaren Benutzernamen geschickt. Sagen Sie denen Bescheid, die ihn betreiben.',
  },
  noEmail: {
    en: 'The proxy in front of this installation sent no usable email address. Tell the people who run it.',
    de: 'Der Proxy vor dieser Installation hat keine brauchbare E-Mail-Adresse geschickt. Sagen Sie denen Bescheid, die ihn betreiben.',
  },
  noGroup: {
    en: 'You are in none of the groups that may log in here.',
    de: 'Sie gehören zu keiner der Gruppen, die sich hier anmelden dürfen.',
  },
} as const satisfies Record<string, BackendText>
