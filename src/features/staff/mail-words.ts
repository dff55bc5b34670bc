/** Invisible; ends what a mail program takes for the address of a website. */
const BREAK = '\u200b'

/** Without line breaks and other control characters. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
}

/**
 * One line that no mail program makes a link of: schemes and host names in it are broken by an invisible character. Email
 * addresses stay as they are.
 */
export function linkless(text: string): string {
  return oneLine(text)
    .split(/(\s+)/u)
    .map((word) => (isEmailAddress(word) ? word : broken(word)))
    .join('')
    .trim()
}

function isEmailAddress(word: string): boolean {
  return /^[^\s@/:?#]+@[^\s@/:?#]+$/u.test(word)
}

function broken(word: string): string {
  return word.replace(/:(?=\/)/g, `:${BREAK}`).replace(/\.(?=[\p{L}\p{N}-]*\p{L})/gu, `.${BREAK}`)
}
