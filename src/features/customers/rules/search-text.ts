const MAX_NOTES = 2000

export interface Searchable {
  readonly email: string | null
  readonly name: string
  readonly phone: string | null
  readonly externalIdentifier: string | null
  readonly notes: string | null
}

/** Text without case and accents, so that "gros" finds "Größwürth" on both databases. */
export function foldText(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/ß/g, 'ss').normalize('NFC')
}

/** Everything of a customer that a search looks through, in one column, with one space between words. */
export function searchTextOf(customer: Searchable): string {
  const { email, name, phone, externalIdentifier, notes } = customer
  const texts = [name, email, phone, externalIdentifier, notes?.slice(0, MAX_NOTES)]
  return foldText(texts.filter(Boolean).join(' ')).replace(/\s+/g, ' ').trim()
}

/** What is typed to find a phone number, without its punctuation; null when it does not look like one. */
export function phoneDigits(typed: string): string | null {
  if (!/^[+\d\s()./-]+$/.test(typed)) return null
  const digits = typed.replace(/[^\d]/g, '').replace(/^0+/, '')
  return digits.length >= 4 ? digits : null
}
