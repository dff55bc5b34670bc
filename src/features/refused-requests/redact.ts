const LONGEST = 500
const USER_INFO = /(\/\/)[^/?#@\s]*@/g
const SECRET_PARAMETER =
  /([?&#](?:code|state|nonce|key|sid|session|password|pass|pwd|[a-z_]*(?:token|secret|assertion|hint|challenge|verifier|ticket))=)[^&#\s]+/gi
/** An email address; not the host behind a user that is hidden already. */
const PERSON = /(?<!\/\/)[^\s"'<>()[\]{},;:/?#&=]+(?:@|%40)[^\s"'<>()[\]{},;:/?#&=]+/gi
const SIGNED = /eyJ[\w-]+(?:\.[\w-]*)*/g
const LONG_RUN = /[A-Za-z0-9_~+/=-]{40,}/g

/**
 * A text as it may be kept and shown to staff: passwords in addresses, values of parameters that carry secrets, email addresses,
 * signed tokens and long random runs are shortened, the whole to 500 characters.
 */
export function redacted(text: string): string {
  const plain = text
    .slice(0, 4 * LONGEST)
    .replace(USER_INFO, '$1…@')
    .replace(SECRET_PARAMETER, '$1…')
    .replace(PERSON, '…@…')
    .replace(SIGNED, 'eyJ…')
    .replace(LONG_RUN, shortRun)
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST)}…` : plain
}

/** Paths of several words are no secrets; a word that is as long as a secret is. */
function shortRun(run: string): string {
  return run
    .split('/')
    .map((word) => (word.length >= 40 ? `${word.slice(0, 4)}…` : word))
    .join('/')
}
